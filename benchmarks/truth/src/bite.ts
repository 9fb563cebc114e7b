import { madeCases } from '@incidentfox/benchmark-changes/made-cases';
import { randomSystems } from '@incidentfox/benchmark-rca/random-systems';
import type { Observations } from '@incidentfox/incident';
import { checkReport } from '@incidentfox/report-truth';
import { mutations } from './mutations/mutations.ts';
import { reportOn } from './report-on.ts';

/** Makes true reports false, one place at a time, and prints for each kind of falsehood whether it was found: JSON, one line. */
const seed = 5;
const systems = 76;
const maxTries = 2;

function* cases(): Generator<{ observations: Observations }> {
  yield* randomSystems(seed, systems);
  yield* madeCases(seed);
}

const found = new Map(mutations.map(({ name, kind }) => [name, { name, kind, caught: 0, missed: [] as string[] }]));
for (const { observations } of cases()) {
  if ([...found.values()].every(({ caught }) => caught > 0)) break;
  const report = reportOn(observations);
  if (checkReport(report, observations).some(({ isTrue }) => isTrue !== true)) continue;
  for (const { name, kind, apply } of mutations) {
    const count = found.get(name);
    if (count === undefined || count.caught + count.missed.length >= maxTries) continue;
    const falsified = apply({ report, observations });
    if (falsified === null) continue;
    const claims = checkReport(falsified.report, falsified.observations).filter(({ isTrue }) => isTrue !== true);
    if (claims.some((claim) => claim.kind === kind)) count.caught += 1;
    else count.missed.push(`${report.summary.text} (found: ${claims.map((claim) => claim.kind).join(', ')})`);
  }
}
process.stdout.write(`${JSON.stringify([...found.values()])}\n`);
