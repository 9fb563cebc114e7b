import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fitSeeds, heldOut } from '../src/fit/seeds.ts';
import type { SystemJudgement } from '../src/random-systems/score/judge.ts';
import { type ScoreTally, tally } from '../src/random-systems/score/tally.ts';

const run = promisify(execFile);
const root = join(__dirname, '../../..');
/** Seeds that neither the fit nor the tables of docs/accuracy.md use. */
const seeds = [77, 78];
const count = 570;

/** The command line tool's own judgements, a line each: in a process of its own, where the engine runs as fast as it does in production. */
async function judgementsOf(seed: number): Promise<SystemJudgement[]> {
  const command = ['--conditions=@incidentfox/source', '--import', 'tsx', 'benchmarks/rca/src/random.ts'];
  const args = [...command, '--seed', String(seed), '--count', String(count), '--json'];
  const { stdout } = await run('node', args, { cwd: root, maxBuffer: 1e8, timeout: 800_000 });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SystemJudgement);
}

describe('on random systems that nothing was fitted on', () => {
  let all: ScoreTally;
  let withDeploys: ScoreTally;
  beforeAll(async () => {
    const used = [fitSeeds.random.seed, fitSeeds.calibration.seed, heldOut.seed];
    expect(used.filter((seed) => seeds.includes(seed))).toEqual([]);
    const judged = (await Promise.all(seeds.map(judgementsOf))).flat();
    expect(judged).toHaveLength(seeds.length * count);
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
    expect(all.falseAlarms / all.healthy).toBeLessThanOrEqual(0.04);
    expect(withDeploys.falseAlarms / withDeploys.healthy).toBeLessThanOrEqual(0.04);
  });

  test('a shared cause is found before its victims', () => {
    expect(all.sharedFirst / all.sharedCauses).toBeGreaterThanOrEqual(0.7);
    expect(all.victimsBlamed / all.faults).toBeLessThanOrEqual(0.07);
  });
});
