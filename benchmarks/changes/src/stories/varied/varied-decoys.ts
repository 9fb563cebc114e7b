import type { DeployStory } from '../story.ts';

type Decoy = (service: string, minutes: number) => DeployStory;

const folder = (service: string): string => service.replaceAll('-', '_');

export const typeHints: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `${service}: type hints`,
  files: { [`${folder(service)}/model.py`]: '-def parse(raw):\n+def parse(raw: bytes) -> Model:' },
});

export const moreMetrics: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `${service}: count empty answers`,
  files: {
    [`${folder(service)}/answers.go`]:
      ' func answer(w io.Writer, rows []Row) error {\n+\tif len(rows) == 0 {\n+\t\tempty.Inc()\n+\t}\n \treturn write(w, rows)',
  },
});

export const plainWords: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `${service}: plainer words in the log`,
  files: {
    [`${folder(service)}/src/show.ts`]:
      "-  log.info('timeout budget left', { ms });\n+  log.info('time left', { ms });",
  },
});

export const shorterMethod: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `${service}: shorter method`,
  files: {
    [`${folder(service)}/lib/render.rb`]:
      '-    result = []\n-    rows.each { |row| result << cell(row) }\n-    result\n+    rows.map { |row| cell(row) }',
  },
});

/** Would be terrible where it ran; it runs where nothing is wrong. */
export const shorterTimeout: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `${service}: give up earlier`,
  files: { [`${folder(service)}/settings.py`]: '-PARTNER_TIMEOUT_SECONDS = 12\n+PARTNER_TIMEOUT_SECONDS = 3' },
});

export const smallerBuffer: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `${service}: smaller pool in the small stage`,
  files: { [`deploy/${service}/values-qa.yaml`]: ' database:\n-  poolSize: 30\n+  poolSize: 3' },
});

export const minorBump: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `${service}: library of dates, patch release`,
  files: { [`${folder(service)}/package.json`]: '-    "date-words": "3.2.1",\n+    "date-words": "3.2.2",' },
});
