import { parseArgs } from 'node:util';
import { madeCases } from '@incidentfox/benchmark-changes/made-cases';
import { randomSystems } from '@incidentfox/benchmark-rca/random-systems';
import { checkReport } from '@incidentfox/report-truth';
import { ClaimTally, writeTable } from './claim-tally.ts';
import { reportOn } from './report-on.ts';

/** Compares what reports say with what was observed, over random systems and the project's own change cases. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '300' },
    examples: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});
const [seed, count, examples] = [Number(values.seed), Number(values.count), Number(values.examples)];
if (![seed, count, examples].every(Number.isInteger)) {
  process.stderr.write('usage: npm run -s bench:truth -- [--seed S] [--count N] [--examples E] [--json]\n');
  process.exit(1);
}
const tally = new ClaimTally(examples);
for (const cases of [madeCases(seed), randomSystems(seed, count)])
  for (const { id, observations } of cases) tally.add(id, checkReport(reportOn(observations), observations));
const result = { reports: tally.reports, ...tally.total(), kinds: tally.kinds() };
process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${writeTable(tally)}\n`);
