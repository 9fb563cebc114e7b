import type { ChangePrediction } from '../src/predict/prediction.ts';
import { score } from '../src/scoring/score.ts';

const prediction = (id: string, given: Partial<ChangePrediction>): ChangePrediction => ({
  id,
  verdict: 'root_cause',
  confidence: 0.9,
  service: null,
  object: null,
  change: null,
  changes: [],
  rollback: null,
  ranking: [],
  took_ms: 1,
  ...given,
});
const truth = (id: string, change: string | null) => ({
  id,
  change,
  decoys: ['d'],
  first_failing: 'api',
  blast_radius: ['web'],
});

test('an answer below root_cause names nothing, which is right where no change was the cause', () => {
  const truths = [truth('a', 'x'), truth('b', null), truth('c', 'y'), truth('e', null)];
  const figures = score(truths, [
    prediction('a', { change: 'x', service: 'api', rollback: 'x' }),
    prediction('b', { verdict: 'inconclusive', change: 'd', rollback: 'd' }),
    prediction('c', { change: 'd', changes: ['d', 'y'] }),
  ]);
  expect(figures).toMatchObject({
    n: 4,
    missing: 1,
    right_change_or_none: 2,
    culprits: 2,
    culprit_named: 1,
    culprit_offered: 2,
    no_change_cases: 1,
    no_change_right: 1,
    decoy_blamed: 1,
    first_failing: 1,
    wrong_rollback: 1,
    committed: 2,
    precision: 0.5,
    at_90: 2,
    right_at_90: 0.5,
    sure_and_wrong: 1,
  });
});

test('an origin may be named as service or object, by any of its names', () => {
  const origin = (id: string) => ({ id, origin: ['Redis-Main', 'cache'], blast_radius: ['web'] });
  const figures = score(
    [origin('a'), origin('b')],
    [
      prediction('a', { service: 'api', object: 'redis-main' }),
      prediction('b', {
        service: 'web',
        ranking: [
          { service: 'web', score: 2 },
          { service: 'cache', score: 1 },
        ],
      }),
    ],
  );
  expect(figures).toMatchObject({ origin_top1: 1, origin_top3: 2, blamed_a_victim: 1, precision: 0.5 });
});
