import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Diagnosis, Hypothesis, Observations } from '@incidentfox/incident';
import { judge } from '../src/random-systems/score/judge.ts';
import { bandsOf, tally } from '../src/random-systems/score/tally.ts';
import type { RandomSystem, SystemTruth } from '../src/random-systems/truth.ts';

const truth: SystemTruth = {
  culprit: ['orders-db', 'orders-db.internal:5432'],
  kind: 'data_store',
  guiltyChange: null,
  victims: ['orders', 'web'],
  healthy: false,
  isSharedCause: true,
  isVisible: true,
  onset: 0,
};
const deploy = { id: 'change-a', service: 'orders', startedAt: 5 };
const system = (more: Partial<SystemTruth> = {}): RandomSystem => ({
  id: 'one',
  family: 'database-slow',
  profile: 'full',
  observations: { changes: [deploy] } as unknown as Observations,
  truth: { ...truth, ...more },
});
const says = (first: Partial<Hypothesis>, more: Partial<Diagnosis> = {}): Diagnosis =>
  ({
    verdict: 'root_cause',
    confidence: 0.92,
    hypotheses: [{ service: 'orders', object: null, trigger: null, ...first }],
    ranking: [],
    evidence: [{ id: 'e1', kind: 'change', service: 'orders', at: 5 }],
    ...more,
  }) as unknown as Diagnosis;

describe('one diagnosis against the truth', () => {
  test.each([
    [{ service: 'orders-db' }, true],
    [{ service: 'orders', object: 'host orders-db.internal:5432 refuses connections' }, true],
    [{ service: 'orders', object: 'orders-db.internal' }, false],
    [{ service: 'orders' }, false],
  ])('%j is right: %s', (first, isFirst) => expect(judge(system(), says(first)).isFirst).toBe(isFirst));

  test('a service that only suffers and is named is a victim blamed', () => {
    expect(judge(system(), says({})).isVictimBlamed).toBe(true);
    expect(judge(system(), says({}, { verdict: 'inconclusive' })).isVictimBlamed).toBe(false);
    expect(judge(system(), says({ service: 'orders-db' })).isVictimBlamed).toBe(false);
  });

  test('a change that did not do it is a wrong change, the guilty one is not', () => {
    const blamed = says({ trigger: 'e1' });
    expect(judge(system(), blamed)).toMatchObject({ isWrongChange: true, isRightChange: null });
    expect(judge(system({ guiltyChange: 'change-a' }), blamed)).toMatchObject({
      isWrongChange: false,
      isRightChange: true,
    });
  });

  test('the right service with a change that did not do it is not right', () => {
    const blamed = says({ service: 'orders-db', trigger: 'e1' });
    expect(judge(system(), blamed)).toMatchObject({ isFirst: true, isRight: false });
    expect(judge(system({ guiltyChange: 'change-a' }), blamed)).toMatchObject({ isFirst: true, isRight: true });
    expect(tally([judge(system(), blamed)])).toMatchObject({ first: 1, committedWrong: 1, sureWrong: 1 });
  });

  test('a second and a third answer count among three', () => {
    const second = says(
      {},
      {
        ranking: [
          { service: 'web', score: 1 },
          { service: 'orders-db', score: 0.5 },
        ],
      },
    );
    expect(judge(system(), second)).toMatchObject({ isFirst: false, isInThree: true });
  });
});

test('figures count who was sure and wrong, false alarms included', () => {
  const wrong = judge(system(), says({}));
  const right = judge(system(), says({ service: 'orders-db' }));
  const alarm = judge(system({ healthy: true, culprit: [], victims: [] }), says({}));
  const quiet = judge(system({ healthy: true, culprit: [], victims: [] }), says({}, { verdict: 'healthy' }));
  const all = [wrong, right, alarm, quiet];
  expect(tally(all)).toMatchObject({
    faults: 2,
    healthy: 2,
    first: 1,
    committed: 2,
    committedWrong: 1,
    sure: 3,
    sureWrong: 2,
    falseAlarms: 1,
  });
  expect(tally([quiet, right]).brier).toBeCloseTo(0.08 ** 2, 6);
  expect(bandsOf(all).at(-1)).toMatchObject({ named: 3, right: 1 });
});

describe('the command line', () => {
  const root = join(__dirname, '../../..');
  const ask = (...more: string[]) =>
    promisify(execFile)(
      'node',
      ['--conditions=@incidentfox/source', '--import', 'tsx', 'benchmarks/rca/src/random.ts', ...more],
      { cwd: root },
    );

  test('prints one line of JSON a system of the family that was asked for', async () => {
    const { stdout } = await ask('--seed', '2', '--count', '3', '--family', 'machine', '--json');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { family: string });
    expect(lines.map(({ family }) => family)).toEqual(['machine', 'machine', 'machine']);
  }, 30_000);

  test('prints tables by family and by band of confidence', async () => {
    const { stdout } = await ask('--count', '4');
    expect(stdout).toContain('| deploy-errors | 1 |');
    expect(stdout).toContain('wrong at .90+');
  }, 30_000);

  test('refuses a family that is not there', async () => {
    await expect(ask('--family', 'weather')).rejects.toMatchObject({ code: 1 });
  }, 30_000);
});
