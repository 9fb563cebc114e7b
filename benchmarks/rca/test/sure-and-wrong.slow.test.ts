import { diagnose } from '@incidentfox/analysis';
import { fitSeeds, heldOut } from '../src/fit/seeds.ts';
import { randomSystems } from '../src/random-systems/random-systems.ts';
import { judge } from '../src/random-systems/score/judge.ts';
import { type ScoreTally, tally } from '../src/random-systems/score/tally.ts';

/** A seed that neither the fit nor the tables of docs/accuracy.md use. */
const seed = 77;
const count = 1_140;

describe('on random systems that nothing was fitted on', () => {
  let all: ScoreTally;
  let withDeploys: ScoreTally;
  beforeAll(() => {
    expect([fitSeeds.random.seed, heldOut.seed]).not.toContain(seed);
    const judged = Array.from(randomSystems(seed, count), (system) => judge(system, diagnose(system.observations)));
    all = tally(judged);
    withDeploys = tally(judged.filter(({ family }) => family === 'healthy-deploys'));
  }, 900_000);

  test('at most one in twenty of those that are sure is wrong, and some are sure', () => {
    expect(all.sure).toBeGreaterThan(100);
    expect(all.sureWrong / all.sure).toBeLessThanOrEqual(0.05);
  });

  test('at most one in eight of the causes named is wrong, and most faults are named', () => {
    const named = all.committed + all.falseAlarms;
    expect((all.committedWrong + all.falseAlarms) / named).toBeLessThanOrEqual(0.125);
    expect(all.committed / all.faults).toBeGreaterThanOrEqual(0.6);
  });

  test('false alarms are rare, with deploys in healthy times as well', () => {
    expect(all.falseAlarms / all.healthy).toBeLessThanOrEqual(0.05);
    expect(withDeploys.falseAlarms / withDeploys.healthy).toBeLessThanOrEqual(0.04);
  });
});
