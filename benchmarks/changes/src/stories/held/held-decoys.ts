import type { DeployStory } from '../story.ts';

type Decoy = (service: string, minutes: number) => DeployStory;

const one = (title: string, path: string, diff: string | null): Decoy => {
  return (service, minutes) => ({
    service,
    minutes,
    title: title.replace('SERVICE', service),
    files: { [path.replace('SERVICE', service)]: diff },
  });
};

/** Changes that do no harm, whatever they look like. */
export const splitMethod = one(
  'SERVICE: shorter methods',
  'SERVICE/src/Handlers.cs',
  '-        var result = new List<Item>();\n-        foreach (var row in rows) result.Add(Map(row));\n-        return result;\n+        return rows.Select(Map).ToList();',
);
export const guardClauses = one(
  'Guard clauses in SERVICE',
  'SERVICE/app/services/accept.rb',
  '-    if record.valid?\n-      save(record)\n-    end\n+    return unless record.valid?\n+\n+    save(record)',
);
export const dataClass = one(
  'SERVICE: data class instead of map',
  'SERVICE/src/main/kotlin/View.kt',
  '-    val view = mapOf("id" to id, "label" to label)\n+    val view = View(id = id, label = label)',
);
export const licenseHeaders = one(
  'License headers for SERVICE',
  'SERVICE/src/index.ts',
  '+/* Copyright 2026. All rights reserved. */\n import { start } from "./start";',
);
export const paddings = one(
  'SERVICE: more air around headings',
  'SERVICE/web/headings.scss',
  '-h2 { margin: 8px 0; }\n+h2 { margin: 16px 0 10px; }',
);
export const fuzzTests = one(
  'SERVICE: fuzz the amount parser',
  'SERVICE/parse/amount_fuzz_test.go',
  '+func FuzzAmount(f *testing.F) {\n+\tf.Add("12.50")\n+\tf.Fuzz(func(t *testing.T, s string) { _, _ = Amount(s) })\n+}',
);
export const upgradePatch = one(
  'SERVICE: patch release of the date library',
  'SERVICE/package.json',
  '-    "dayjs": "1.11.11",\n+    "dayjs": "1.11.12",',
);
export const boundedCache = one(
  'SERVICE: remember the last 200 headers',
  'SERVICE/headers.py',
  '+@lru_cache(maxsize=200)\n def parse_header(raw: str) -> Header:',
);
export const histogram = one(
  'SERVICE: histogram of body sizes',
  'SERVICE/internal/obs/obs.go',
  '+var bodySize = promauto.NewHistogram(prometheus.HistogramOpts{Name: "body_bytes"})',
);
export const staging = one('SERVICE: smaller staging', 'deploy/staging/SERVICE.yaml', '-  replicas: 3\n+  replicas: 1');
export const undoWording = one(
  'Revert "SERVICE: new empty state"',
  'SERVICE/src/empty-state.tsx',
  '-      <p>Nothing here yet. Add one!</p>\n+      <p>No entries</p>',
);
/** Looks like a cause, and nothing of the incident runs through it. */
export const scaryPool = one(
  'SERVICE: fewer connections to the archive',
  'SERVICE/archive/config.yml',
  '-  pool: 30\n-  checkout_timeout: 5\n+  pool: 5\n+  checkout_timeout: 1',
);
