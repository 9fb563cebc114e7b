import { madeCases } from '@incidentfox/benchmark-changes/made-cases';
import { randomSystems } from '@incidentfox/benchmark-rca/random-systems';
import type { Observations } from '@incidentfox/incident';
import { checkReport } from '@incidentfox/report-truth';
import { reportOn } from '../src/report-on.ts';
import { contentMutations, type Told } from './mutations.ts';
import { wholeMutations } from './mutations-of-the-whole.ts';

const mutations = [...contentMutations, ...wholeMutations];
const tries = 2;

function* some(): Generator<{ observations: Observations }> {
  yield* randomSystems(5, 38);
  yield* madeCases(5);
}

describe('a report that is made false in one place', () => {
  const found = new Map<string, { caught: number; missed: string[] }>();
  beforeAll(() => {
    for (const { observations } of some()) {
      if (mutations.every(({ name }) => (found.get(name)?.caught ?? 0) >= 1)) break;
      const told: Told = { report: reportOn(observations), observations };
      if (checkReport(told.report, observations).some(({ isTrue }) => isTrue !== true)) continue;
      for (const { name, kind, apply } of mutations) {
        const count = found.get(name) ?? { caught: 0, missed: [] };
        found.set(name, count);
        if (count.caught + count.missed.length >= tries) continue;
        const falsified = apply(told);
        if (falsified === null) continue;
        const caught = checkReport(falsified.report, falsified.observations).filter(({ isTrue }) => isTrue !== true);
        if (caught.some((claim) => claim.kind === kind)) count.caught += 1;
        else count.missed.push(`${told.report.summary.text} (${caught.map((claim) => claim.kind).join(', ')})`);
      }
    }
  }, 120_000);

  test.each(mutations.map(({ name, kind }) => [name, kind]))('%s: found as a false %s', (name) => {
    const { caught, missed } = found.get(name) ?? { caught: 0, missed: [] };
    expect({ caught: caught > 0, missed }).toEqual({ caught: true, missed: [] });
  });
});
