import { pick, seeded, token } from '../../shop/random.ts';
import { type ShopService, shop } from '../../shop/shop.ts';
import type { World } from '../../telemetry/world.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A merge waits this long for its build before it is rolled out. */
const buildMs = 4 * minuteMs;

/** One merged pull request, and its rollout when it has one. */
export interface RepositoryChange {
  readonly repo: string;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly files: readonly string[];
  /** By file; files without one are too large to be shown. */
  readonly diffs: Readonly<Record<string, string>>;
  readonly sha: string;
  readonly previousSha: string;
  readonly mergedAt: number;
  readonly deployedAt: number | null;
  readonly version: string | null;
}

type Draft = Omit<RepositoryChange, 'number' | 'sha' | 'previousSha'>;

const ordinary: readonly (readonly [title: string, file: string, diff: string])[] = [
  [
    'Update dependencies',
    'package-lock.json',
    '@@ -412,3 +412,3 @@\n     "node_modules/yaml": {\n-      "version": "2.8.0",\n+      "version": "2.8.1",',
  ],
  [
    'Log the request id in every line',
    'src/log.ts',
    '@@ -9,3 +9,3 @@ export function logger(request: Request) {\n-  return root.child({ path: request.path });\n+  return root.child({ path: request.path, requestId: request.id });\n }',
  ],
  ['Tidy up the readme', 'README.md', '@@ -3 +3 @@\n-Run it with make\n+Run it with `make run`.'],
  [
    'Retry once when a read is interrupted',
    'src/http/client.ts',
    '@@ -21,2 +21,3 @@ async function read(path: string) {\n   const response = await send(path);\n+  if (response.interrupted) return send(path);\n   return response;',
  ],
  [
    'Remove a flag that is on for everybody',
    'src/flags.ts',
    '@@ -4,3 +4,2 @@ export const flags = {\n-  newHeader: true,\n   compactLists: false,',
  ],
  [
    'Measure how long start-up takes',
    'src/main.ts',
    "@@ -1,3 +1,4 @@\n+const startedAt = performance.now();\n await listen(8080);\n+log.info({ tookMs: performance.now() - startedAt }, 'started');",
  ],
];

/** Everything that was merged and deployed up to now, oldest first, in all repositories. */
export function repositoryChanges(world: World): RepositoryChange[] {
  const drafts = [...shop.flatMap((service) => ordinaryWeeks(world, service)), ...scripted(world)]
    .filter((draft) => draft.mergedAt <= world.now())
    .toSorted((a, b) => a.mergedAt - b.mergedAt);
  const latest = new Map<string, RepositoryChange>();
  return drafts.map((draft) => {
    const previous = latest.get(draft.repo);
    const change: RepositoryChange = {
      ...draft,
      number: (previous?.number ?? 310) + 1,
      sha: token(seeded('sha', draft.repo, draft.title, draft.mergedAt), 40, '0123456789abcdef'),
      previousSha: previous?.sha ?? token(seeded('first', draft.repo), 40, '0123456789abcdef'),
    };
    latest.set(draft.repo, change);
    return change;
  });
}

function scripted(world: World): Draft[] {
  const deploys = (world.scenario.deploys ?? []).map((deploy): Draft => {
    const deployedAt = world.momentOf(deploy.at);
    return {
      repo: shop.find((service) => service.name === deploy.service)?.repo ?? deploy.service,
      title: deploy.title,
      body: deploy.body ?? '',
      author: deploy.author,
      files: deploy.files,
      diffs: deploy.diffs ?? {},
      mergedAt: deployedAt - buildMs,
      deployedAt,
      version: deploy.version ?? null,
    };
  });
  const merges = (world.scenario.merges ?? []).map(
    (merge): Draft => ({
      diffs: {},
      ...merge,
      body: '',
      mergedAt: world.momentOf(merge.at),
      deployedAt: null,
      version: null,
    }),
  );
  return [...deploys, ...merges];
}

/** Two months of the usual: a rollout every few days, always in working hours, never on the day of the alarm. */
function ordinaryWeeks(world: World, service: ShopService): Draft[] {
  const random = seeded('history', service.name);
  const drafts: Draft[] = [];
  for (let day = 58 - Math.floor(random() * 4); day > 9; day -= 3 + Math.floor(random() * 7)) {
    const [title, file, diff] = pick(random, ordinary);
    const midnight = Math.floor((world.alarmAt - day * dayMs) / dayMs) * dayMs;
    const deployedAt = midnight + (9 + random() * 7) * 3_600_000;
    drafts.push({
      repo: service.repo,
      title,
      body: '',
      author: pick(random, ['mira-k', 'jonas-w', 'lea-b', 'noor-a', 'tom-s']),
      files: [file],
      diffs: { [file]: diff },
      mergedAt: deployedAt - buildMs,
      deployedAt,
      version: null,
    });
  }
  return withVersions(drafts, service.version);
}

/** Counts back from the version that runs today. */
function withVersions(drafts: readonly Draft[], current: string): Draft[] {
  const numbers = /^v?(\d+)\.(\d+)(?:\.(\d+))?$/.exec(current);
  if (!numbers) return [...drafts];
  const [, major = '1', minor = '0'] = numbers;
  return drafts.map((draft, i) => {
    const back = drafts.length - 1 - i;
    return { ...draft, version: back === 0 ? current : `v${major}.${Math.max(0, Number(minor) - back)}.0` };
  });
}
