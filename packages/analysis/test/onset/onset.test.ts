import type { MetricSeries, Point, Signal, Unit } from '@incidentfox/incident';
import { measureShift } from '../../src/onset/measure-shift.ts';
import { measureShifts } from '../../src/onset/measure-shifts.ts';
import { nothingObserved } from '../nothing-observed.ts';

const minute = 60_000;
const alarmAt = Date.UTC(2026, 0, 10, 12);
const window = { from: alarmAt - 30 * minute, to: alarmAt + 10 * minute };

/** Noise that is the same every time: neighbouring values differ, their mean is 0, they stay within -1..1. */
const noise = (i: number) => Math.sin(i * 12.9898) * Math.cos(i * 78.233);

function series(valueAt: (i: number, at: number) => number | null, options: Partial<MetricSeries> = {}): MetricSeries {
  const points = Array.from({ length: 50 }, (_, i): Point => {
    const at = alarmAt + (i - 40) * minute;
    return [at, valueAt(i, at)];
  });
  const signal: Signal = 'latency_p95';
  const unit: Unit = 's';
  return { service: 'cart', signal, unit, name: 'latency', labels: {}, stepMs: minute, points, ...options };
}

const steady = (i: number) => 0.1 * (1 + 0.05 * noise(i));
const slowFrom = (from: number) => series((i, at) => steady(i) * (at >= from ? 3 : 1));
const effectOf = (one: MetricSeries, alarm = alarmAt) => measureShift(one, window, alarm)?.effect ?? Number.NaN;

describe('a series that leaves its normal range', () => {
  test('is significant, with the moment it left and by how much', () => {
    const shift = measureShift(slowFrom(alarmAt), window, alarmAt);
    expect(shift).toMatchObject({ significant: true, direction: 'up', onsetAt: alarmAt, recoveredAt: null });
    expect(shift?.baseline).toBeCloseTo(0.1, 2);
    expect(shift?.level).toBeCloseTo(0.3, 1);
  });

  test('is measured alike in any unit', () => {
    const inMs = series((i, at) => 1000 * steady(i) * (at >= alarmAt ? 3 : 1));
    expect(effectOf(inMs)).toBeCloseTo(effectOf(slowFrom(alarmAt)), 6);
  });

  test('is found when the alarm comes late or early', () => {
    const inTime = effectOf(slowFrom(alarmAt));
    expect(effectOf(slowFrom(alarmAt), alarmAt + minute)).toBeGreaterThan(inTime * 0.8);
    expect(effectOf(slowFrom(alarmAt), alarmAt - 5 * minute)).toBeGreaterThan(inTime * 0.8);
  });

  test('is found through gaps', () => {
    const gappy = series((i, at) => (i % 3 === 0 ? null : steady(i) * (at >= alarmAt ? 3 : 1)));
    expect(measureShift(gappy, window, alarmAt)?.significant).toBe(true);
  });

  test('has recovered when it came back before the window ended', () => {
    const blip = series((i, at) => steady(i) * (at >= alarmAt && at < alarmAt + 4 * minute ? 3 : 1));
    expect(measureShift(blip, window, alarmAt)?.recoveredAt).toBe(alarmAt + 4 * minute);
  });

  test('is found although an earlier incident lies in its past', () => {
    const again = series((i, at) => steady(i) * (at >= alarmAt || (i > 8 && i < 13) ? 3 : 1));
    expect(measureShift(again, window, alarmAt)?.significant).toBe(true);
  });
});

describe('a series that does not leave its normal range', () => {
  test('is not significant', () => {
    expect(measureShift(series(steady), window, alarmAt)?.significant).toBe(false);
  });

  test('may have one wild sample', () => {
    const spike = series((i, at) => steady(i) * (at === alarmAt + minute ? 50 : 1));
    expect(measureShift(spike, window, alarmAt)?.significant).toBe(false);
  });

  test('may be wild all the time', () => {
    const wild = series((i) => 0.1 + (i % 7 < 2 ? 1 : 0));
    expect(measureShift(wild, window, alarmAt)?.significant).toBe(false);
  });

  test('may be flat: a hair more is no endless effect', () => {
    const flat = series((_, at) => (at >= alarmAt ? 0.1001 : 0.1));
    expect(Math.abs(effectOf(flat))).toBeLessThan(0.1);
  });

  test('may do this every week', () => {
    const daily = (at: number) => (at >= alarmAt ? 5 : 1);
    const weekly = series((i, at) => daily(at) * (1 + 0.05 * noise(i)), {
      weekEarlier: Array.from({ length: 50 }, (_, i): Point => {
        const at = alarmAt + (i - 40) * minute;
        return [at - 7 * 24 * 60 * minute, daily(at) * (1 + 0.05 * noise(i + 99))];
      }),
    });
    expect(measureShift(weekly, window, alarmAt)?.significant).toBe(false);
  });

  test('may be a counter that starts anew', () => {
    const counter = series((i) => (i < 43 ? i * 10 : (i - 43) * 10), {
      signal: 'custom',
      unit: 'count',
      name: 'events_total',
    });
    expect(measureShift(counter, window, alarmAt)?.significant).toBe(false);
  });
});

describe('what looks like something else', () => {
  test('memory that only grows is a leak, not a running total', () => {
    const leaking = (i: number) => 100 + (i < 40 ? 0.1 * i : 4 + 30 * (i - 40));
    const shift = measureShift(series(leaking, { signal: 'memory', unit: '1', name: 'mem' }), window, alarmAt);
    expect(shift?.significant).toBe(true);
    expect(shift?.baseline).toBeGreaterThan(99);
  });

  test('one failure among a thousand requests is no shift, however quiet it was before', () => {
    const rate = (signal: Signal, before: number, after: number) =>
      series((_, at) => (at >= alarmAt ? after : before), { signal, unit: '1/s', name: signal });
    const observe = (failures: number) =>
      measureShifts({
        ...nothingObserved({ window, alarmAt }),
        series: [rate('request_rate', 100, 100), rate('error_rate', 0, failures)],
      }).find(({ series: { signal } }) => signal === 'error_rate');
    expect(observe(0.1)?.significant).toBe(false);
    expect(observe(10)?.significant).toBe(true);
  });
});

describe('timing', () => {
  test('what stood long before the alarm counts for less than what began with it', () => {
    expect(effectOf(slowFrom(alarmAt - 25 * minute))).toBeLessThan(effectOf(slowFrom(alarmAt)) / 2);
  });

  test('what had ended before the alarm hardly counts', () => {
    const over = series((i, at) => steady(i) * (at >= alarmAt - 4 * minute && at < alarmAt - minute ? 3 : 1));
    expect(Math.abs(effectOf(over))).toBeLessThan(1);
  });
});

describe('too little to compare', () => {
  const short = (values: readonly (number | null)[]) =>
    series(() => null, {
      points: values.map((value, i): Point => [alarmAt + (i - 3) * 5 * minute, value]),
      stepMs: 5 * minute,
    });

  test('five points are enough for a clear shift', () => {
    expect(effectOf(short([0.1, 0.1, 0.1, 1, 1.1]))).toBeGreaterThan(2);
  });

  test('nothing after the alarm, or nothing before it, cannot be measured', () => {
    expect(measureShift(short([0.1, 0.1, null, null, null]), window, alarmAt + 60 * minute)).toBeNull();
    expect(
      measureShift(
        series(() => null),
        window,
        alarmAt,
      ),
    ).toBeNull();
    expect(
      measureShift(
        series(() => Number.NaN),
        window,
        alarmAt,
      ),
    ).toBeNull();
  });
});
