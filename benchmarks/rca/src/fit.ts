import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOutcomes } from './fit/case-outcome.ts';
import { fitCalibration, leaveOneOut } from './fit/cross-validate.ts';
import { score } from './scoring/score.ts';

const root = join(import.meta.dirname, '../../..');
const folder = process.argv[2] ?? join(root, '../shared/benchmarks/rca/dev');
const outcomes = readOutcomes(folder);
if (outcomes.length === 0) {
  process.stderr.write(`No cases with answers in ${folder}.\n`);
  process.exit(1);
}
const calibration = fitCalibration(outcomes, String(outcomes.length));
const held = score(leaveOneOut(outcomes));
const numbers = JSON.stringify(calibration.weights).replaceAll('"', '').replaceAll(':', ': ').replaceAll(',', ', ');
writeFileSync(
  join(root, 'packages/analysis/src/verdict/fitted.ts'),
  `import type { Calibration } from './calibration.ts';

/**
 * Written by \`npm run -s bench:rca:fit\`; do not edit.
 * Fitted on ${outcomes.length} public cases. Left out one by one: Brier ${held.brier.toFixed(3)}, calibration error ${held.calibrationError.toFixed(3)},
 * right in ${held.committedRight} of ${held.committed + held.falseAlarms} when a cause is named, ${held.falseAlarms} false alarms in ${held.healthy} healthy cases.
 */
export const fitted: Calibration = {
  version: '${calibration.version}',
  intercept: ${calibration.intercept},
  weights: ${numbers.replace('{', '{ ').replace('}', ' }')},
  missing: ${calibration.missing},
};
`,
);
process.stdout.write(`${JSON.stringify({ calibration, leaveOneOut: { ...held, byKind: undefined } }, null, 2)}\n`);
