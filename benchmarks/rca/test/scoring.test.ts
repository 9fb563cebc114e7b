import { fitLogistic } from '../src/fit/fit-logistic.ts';
import type { Prediction } from '../src/prediction.ts';
import { reliabilityDiagram } from '../src/report/reliability-diagram.ts';
import { splice } from '../src/report/splice.ts';
import { score } from '../src/scoring/score.ts';
import { wilson } from '../src/scoring/wilson.ts';

const prediction = (services: readonly string[], more: Partial<Prediction> = {}): Prediction => ({
  id: 'x',
  verdict: 'root_cause',
  confidence: 0.8,
  ranking: services.map((service, i) => ({ service, score: -i })),
  took_ms: 1,
  ...more,
});
const fault = (service: string) => ({ id: 'x', truth: { service, kind: 'cpu' } });
const healthy = { id: 'x', truth: null };

test('counts where the culprit stands in the ranking', () => {
  const result = score([
    { truth: fault('a'), prediction: prediction(['a', 'b']) },
    { truth: fault('a'), prediction: prediction(['b', 'c', 'a']) },
    { truth: fault('a'), prediction: prediction(['b']) },
  ]);
  expect(result).toMatchObject({ culprits: 3, top1: 1, top3: 2, top5: 2, committed: 3, committedRight: 1 });
});

test('a service and its database are one', () => {
  expect(score([{ truth: fault('a'), prediction: prediction(['a-db']) }]).top1).toBe(1);
});

test('a cause named in a healthy case is a false alarm, and its confidence is wrong', () => {
  const result = score([{ truth: healthy, prediction: prediction(['a'], { confidence: 0.9 }) }]);
  expect(result).toMatchObject({ healthy: 1, falseAlarms: 1 });
  expect(result.brier).toBeCloseTo(0.81);
  expect(result.calibrationError).toBeCloseTo(0.9);
});

test('the interval of Wilson is known', () => {
  expect(wilson(8, 10).low).toBeCloseTo(0.49, 2);
  expect(wilson(8, 10).high).toBeCloseTo(0.943, 2);
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
});

test('a logistic curve is found again from its own frequencies', () => {
  const rows = [0, 1, 2].flatMap((x) => {
    const right = Math.round(1000 / (1 + Math.exp(-(-1 + 1.5 * x))));
    return Array.from({ length: 1000 }, (_, i) => ({ x: [x], offset: 0, y: (i < right ? 1 : 0) as 0 | 1 }));
  });
  const [constant, weight] = fitLogistic(rows, 0);
  expect(constant).toBeCloseTo(-1, 1);
  expect(weight).toBeCloseTo(1.5, 1);
});

test('the diagram has a dot for each tenth that was claimed', () => {
  const svg = reliabilityDiagram([
    { confidence: 0.15, right: false },
    { confidence: 0.85, right: true },
    { confidence: 0.88, right: true },
  ]);
  expect(svg.match(/<circle/g)).toHaveLength(2);
});

test('a part of a document is replaced, and a missing place is an error', () => {
  expect(splice('a <!-- x -->old<!-- /x --> b', 'x', 'new')).toBe('a <!-- x -->\nnew\n<!-- /x --> b');
  expect(() => splice('a', 'x', 'new')).toThrow('no place for x');
});
