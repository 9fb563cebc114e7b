import {
  type ChoiceBasis,
  chooseOrigin,
  coverageNames,
  evidenceNames,
  type OriginEvidence,
} from '@incidentfox/analysis';
import { type ChoiceCase, fitChoice } from '../src/fit/fit-choice.ts';
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

describe('the fit of the choice', () => {
  const basis = (first: Partial<OriginEvidence>, second: Partial<OriginEvidence>): ChoiceBasis => ({
    candidates: [first, second].map((evidence, i) => ({
      name: `service-${i}`,
      answer: null,
      evidence: { ...zero(evidenceNames), ...evidence },
    })),
    coverage: zero(coverageNames),
  });
  const zero = <K extends string>(names: readonly K[]) =>
    Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
  const repeated = (one: ChoiceCase, times: number) => Array.from({ length: times }, () => one);
  const cases = [
    // What the ranking has first is right eight times of ten; a surge of requests says nothing either way.
    ...repeated(
      { basis: basis({ rankShare: 1 }, { surge: 1 }), right: [0], isHealthy: false, guiltyChange: null, weight: 1 },
      80,
    ),
    ...repeated(
      { basis: basis({ rankShare: 1, surge: 1 }, {}), right: [1], isHealthy: false, guiltyChange: null, weight: 1 },
      20,
    ),
    ...repeated({ basis: basis({}, {}), right: [], isHealthy: true, guiltyChange: null, weight: 1 }, 50),
  ];

  test('gives weight to what tells right from wrong, and none against its meaning', () => {
    const model = fitChoice(cases, 'test');
    expect(model.evidence.rankShare).toBeGreaterThan(1);
    expect(model.evidence.surge).toBe(0);
  });

  test('states what is right as often as it is, and probabilities that sum to one', () => {
    const { candidates, coverage } = basis({ rankShare: 1 }, {});
    const choice = chooseOrigin(
      candidates.map(({ evidence }) => evidence),
      coverage,
      fitChoice(cases, 'test'),
    );
    expect(choice.origins[0]).toBeGreaterThan(0.6);
    expect(choice.origins[0]).toBeLessThan(0.9);
    expect(choice.origins.reduce((sum, one) => sum + one, choice.nothingWrong + choice.elsewhere)).toBeCloseTo(1, 6);
  });
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
