import { diagnose } from '@incidentfox/analysis';
import type { MetricSeries, Observations, Point } from '@incidentfox/incident';
import { estimateOnsetForAlarm } from '../../src/scene/estimate-onset-for-alarm.ts';
import { nothingObserved } from '../nothing-observed.ts';

const minute = 60_000;
const began = Date.UTC(2026, 0, 10, 12);

/** A minute a point; `level` from `began` on. */
function course(service: string, signal: MetricSeries['signal'], before: number, after: number): MetricSeries {
  const points = Array.from({ length: 60 }, (_, i): Point => {
    const at = began + (i - 50) * minute;
    return [at, (at >= began ? after : before) * (1 + 0.03 * Math.sin(i * 12.9898))];
  });
  return { service, signal, unit: 's', name: signal, labels: {}, stepMs: minute, points, questionId: 'q' };
}

const observe = (alarmAt: number, series: readonly MetricSeries[]): Observations => ({
  ...nothingObserved({ window: { from: began - 30 * minute, to: began + 10 * minute }, alarmAt }),
  affected: ['shop'],
  target: { service: 'shop', signal: 'latency_p95' },
  series,
  edges: [{ from: 'shop', to: 'cart', foundBy: 'trace' }],
  answered: ['metrics', 'infra'].map((capability) => ({
    questionId: 'q',
    capability,
    service: null,
    source: 'test',
    items: 4,
  })),
});

const slow = [course('shop', 'latency_p95', 0.2, 0.8), course('cart', 'latency_p95', 0.1, 0.7)];

describe('an alarm', () => {
  test('that came before its own signal moved is placed where it moved', () => {
    const placed = estimateOnsetForAlarm(observe(began - 5 * minute, slow));
    expect(Math.abs(placed - began)).toBeLessThanOrEqual(minute);
  });

  test('that came with its signal, or a little after, stays where it is', () => {
    for (const alarmAt of [began, began + minute]) expect(estimateOnsetForAlarm(observe(alarmAt, slow))).toBe(alarmAt);
  });

  test('whose signal never moved stays where it is', () => {
    const calm = [course('shop', 'latency_p95', 0.2, 0.2)];
    expect(estimateOnsetForAlarm(observe(began - 5 * minute, calm))).toBe(began - 5 * minute);
  });
});

describe('a system in which everything that was asked is normal', () => {
  const others = ['cart', 'ads', 'stock', 'mail'].map((service) => course(service, 'latency_p95', 0.1, 0.1));

  test('is healthy when that includes what the alarm was about', () => {
    const seen = observe(began, [...others, course('shop', 'latency_p95', 0.2, 0.2)]);
    expect(diagnose(seen).verdict).toBe('healthy');
  });

  test('is not called healthy when the time that was looked at may be the wrong one', () => {
    const seen = observe(began, [...others, course('shop', 'latency_p95', 0.2, 0.2)]);
    expect(diagnose(seen, { mayBeHealthy: false })).toMatchObject({ verdict: 'inconclusive', hypotheses: [] });
  });

  test('is not called healthy when nobody saw what the alarm was about', () => {
    expect(diagnose(observe(began, others)).verdict).toBe('inconclusive');
    const otherSignal = observe(began, [...others, course('shop', 'cpu', 0.2, 0.2)]);
    expect(diagnose(otherSignal).verdict).toBe('inconclusive');
  });
});
