import { diagnose } from '@incidentfox/analysis';
import { randomIncident } from './scenarios/random-incidents.ts';

const incidents = Array.from({ length: 300 }, (_, seed) => {
  const { observations, truth } = randomIncident(seed);
  const { verdict, confidence, hypotheses } = diagnose(observations);
  const isRight = truth !== null && hypotheses[0]?.service === truth.service;
  return { truth, verdict, confidence, isRight, isKindRight: isRight && truth.kinds.includes(hypotheses[0]!.kind) };
});
const named = incidents.filter(({ verdict }) => verdict === 'root_cause');
const share = (part: readonly unknown[], all: readonly unknown[]): number => part.length / Math.max(1, all.length);

describe('three hundred incidents made by chance', () => {
  test('a named cause is right at least 85 % of the time', () => {
    expect(
      share(
        named.filter(({ isRight }) => isRight),
        named,
      ),
    ).toBeGreaterThanOrEqual(0.85);
    expect(
      share(
        named.filter(({ isKindRight }) => isKindRight),
        named,
      ),
    ).toBeGreaterThanOrEqual(0.8);
  });

  test('at most 5 % of the quiet ones accuse anybody', () => {
    const quiet = incidents.filter(({ truth }) => truth === null);
    expect(quiet.length).toBeGreaterThan(30);
    expect(
      share(
        quiet.filter(({ verdict }) => verdict === 'root_cause'),
        quiet,
      ),
    ).toBeLessThanOrEqual(0.05);
  });

  test('abstaining is the exception', () => {
    const troubled = incidents.filter(({ truth }) => truth !== null);
    expect(
      share(
        troubled.filter(({ verdict }) => verdict === 'root_cause'),
        troubled,
      ),
    ).toBeGreaterThanOrEqual(0.7);
  });

  test('confidence is no promise too much: at every level it is right about as often as it says', () => {
    for (const [low, high] of [
      [0.6, 0.8],
      [0.8, 0.9],
      [0.9, 1],
    ] as const) {
      const level = named.filter(({ confidence }) => confidence >= low && confidence < high);
      const claimed = level.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, level.length);
      if (level.length >= 10)
        expect(
          share(
            level.filter(({ isRight }) => isRight),
            level,
          ),
        ).toBeGreaterThanOrEqual(claimed - 0.1);
    }
  });
});
