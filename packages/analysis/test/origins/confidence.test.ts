import type { Weighed } from '../../src/hypotheses/hypotheses-of-origin.ts';
import { answerSignNames } from '../../src/hypotheses/origins/calibration.ts';
import { fitted } from '../../src/hypotheses/origins/fitted.ts';
import type { Origin } from '../../src/hypotheses/origins/origin.ts';
import { noEvidence } from '../../src/hypotheses/origins/origin-evidence.ts';
import type { Symptom } from '../../src/scene/symptom.ts';
import { confidenceIn } from '../../src/verdict/confidence.ts';

const sign = (channel: Symptom['channel'], what: Symptom['what'], service = 'orders'): Symptom =>
  ({ channel, what, service, nature: what === 'latency' ? 'calls' : 'own', strength: 1, at: 0 }) as Symptom;

const originOf = (more: Partial<Origin> = {}): Origin => ({
  ...{ service: 'orders', rankShare: 1, own: [sign('metrics', 'cpu')], calls: [sign('metrics', 'latency')] },
  ...{ named: [], change: null, explainedBy: [], place: null, probability: 0.99 },
  evidence: { ...noEvidence, reach: 1 },
  ...more,
});
const complaints = ['web', 'cart'].map((service) => sign('logs', 'log_errors', service));

function confidence(
  origin: Origin,
  more: Partial<Weighed> & { rivals?: Origin[]; sawRequests?: boolean } = {},
): number {
  const { rivals = [], sawRequests = true, ...rest } = more;
  return confidenceIn({ origin, change: null, given: 1, elsewhere: 0, openChanges: 0, ...rest } as Weighed, {
    calibration: fitted.calibration,
    origins: [origin, ...rivals],
    failedKinds: 0,
    sawRequests,
  });
}

describe('how sure an answer is', () => {
  test('it is sure of what two others name', () => {
    expect(confidence(originOf({ named: complaints }))).toBeGreaterThanOrEqual(0.9);
  });

  test('it may be high, and is never sure, by its own metrics and logs alone', () => {
    for (const own of [[sign('metrics', 'cpu')], [sign('metrics', 'cpu'), sign('logs', 'log_errors')]]) {
      expect(confidence(originOf({ own }))).toBeGreaterThanOrEqual(0.8);
      expect(confidence(originOf({ own }))).toBeLessThan(0.9);
    }
  });

  test('it is not high by its own metrics and logs alone where nobody measured how much is asked', () => {
    expect(confidence(originOf(), { sawRequests: false })).toBeLessThan(0.8);
    expect(confidence(originOf({ named: complaints }), { sawRequests: false })).toBeGreaterThanOrEqual(0.9);
  });

  test('it is never high by what only log lines say', () => {
    expect(confidence(originOf({ own: [sign('logs', 'log_errors')], calls: [] }))).toBeLessThan(0.8);
  });

  test('it is never sure while changes of its own are open', () => {
    expect(confidence(originOf({ named: complaints }), { openChanges: 0.6 })).toBeLessThan(0.9);
  });

  test('of two that are level, neither is likelier than not', () => {
    const rivals = [originOf({ service: 'stock', probability: 0.49 })];
    expect(confidence(originOf({ named: complaints, probability: 0.49 }), { rivals })).toBeLessThanOrEqual(0.5);
  });

  test('it names nothing where nobody is seen to suffer', () => {
    expect(confidence(originOf({ probability: 0.6, calls: [], evidence: noEvidence }))).toBeLessThan(0.6);
  });

  test('every sign has the direction that its meaning demands', () => {
    const against = answerSignNames.filter((name) => name !== 'place');
    for (const name of against) expect([name, fitted.calibration.signs[name] <= 0]).toEqual([name, true]);
    expect(fitted.calibration.signs.place).toBeGreaterThanOrEqual(0);
  });
});
