import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicCases } from './fit/choice-cases.ts';
import { fitAll } from './fit/leave-family-out.ts';
import { madeCases } from './fit/made-cases.ts';
import { fitSeeds } from './fit/seeds.ts';
import { fittedSource } from './fit/write-fitted.ts';

const root = join(import.meta.dirname, '../../..');
const folder = process.argv[2] ?? join(root, '../shared/benchmarks/rca/dev');
const recorded = [...publicCases(folder)];
if (recorded.length === 0) {
  process.stderr.write(`No cases with answers in ${folder}.\n`);
  process.exit(1);
}
const { random, callTree, calibration } = fitSeeds;
const model = fitAll(recorded, madeCases(), '2');
writeFileSync(
  join(root, 'packages/analysis/src/hypotheses/origins/fitted.ts'),
  fittedSource(model, [
    'Written by `npm run -s bench:rca:fit`; do not edit.',
    `Fitted on ${recorded.length} public cases and versions of them, ${random.count} random systems and ${callTree.count} trees of calls.`,
    `Calibrated on ${calibration.count} other random systems alone.`,
    'What it is worth on families it was not fitted on is in docs/accuracy.md.',
  ]),
);
process.stdout.write(`${JSON.stringify(model, null, 2)}\n`);
