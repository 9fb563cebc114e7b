import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { FamilyHits } from './constants/measure.ts';
import { type Variant, variants } from './constants/variants.ts';
import { table } from './report/tables.ts';

const root = join(import.meta.dirname, '../../..');
const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('usage: npm run -s bench:rca:constants -- DIR\n');
  process.exit(1);
}

type Hits = Record<string, FamilyHits>;

function measured({ values }: Variant, cases: string): Hits {
  const run = [
    '--conditions=@incidentfox/source',
    '--import',
    'tsx',
    '--import',
    './benchmarks/rca/src/constants/with-constants.ts',
  ];
  const env = { ...process.env, RANKING_CONSTANTS: JSON.stringify(values) };
  const out = execFileSync('node', [...run, 'benchmarks/rca/src/constants/measure.ts', cases], { cwd: root, env });
  return JSON.parse(out.toString()) as Hits;
}

const share = (hits: number, of: number) => (of === 0 ? '' : (hits / of).toFixed(3));

/** Mean of the families' shares that are right first, without one family. */
const worth = (hits: Hits, without: string): number =>
  Object.entries(hits)
    .filter(([family]) => family !== without)
    .reduce((sum, [, { top1, faults }], _, all) => sum + top1 / faults / all.length, 0);

/** What each family gets when the constants are chosen on the others only. Nearly equal choices keep the constants as they are. */
const all = variants.map((variant) => ({ variant, hits: measured(variant, folder) }));
const base = all[0];
if (base === undefined) throw new Error('no variants');
const rows = Object.keys(base.hits).map((family) => {
  const best = all.reduce((a, b) => (worth(b.hits, family) > worth(a.hits, family) + 0.005 ? b : a), base);
  const [now, then] = [base.hits[family], best.hits[family]];
  const cells = [now, then].flatMap((one) => [
    share(one?.top1 ?? 0, one?.faults ?? 0),
    share(one?.top3 ?? 0, one?.faults ?? 0),
  ]);
  return [family, ...cells, best.variant.name];
});
process.stdout.write(
  `${table(['left out', 'top-1 as it is', 'top-3', 'top-1 with constants chosen without it', 'top-3', 'chosen'], rows)}\n\n`,
);
process.stdout.write(
  `${table(
    ['constant', ...Object.keys(base.hits).map((family) => `${family} top-1`)],
    all.map(({ variant, hits }) => [
      variant.name,
      ...Object.keys(base.hits).map((family) => share(hits[family]?.top1 ?? 0, hits[family]?.faults ?? 0)),
    ]),
  )}\n`,
);
