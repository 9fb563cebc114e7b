import type { LogDigest, MetricSeries, Signal } from '@incidentfox/incident';
import { findMoved } from '../../src/investigation/2-plan/find-moved.ts';

const minute = 60_000;
const alarmAt = Date.parse('2026-03-01T12:00:00Z');
const window = { from: alarmAt - 30 * minute, to: alarmAt + minute };
const times = { window, alarmAt };
const onset = alarmAt - 10 * minute;

/** One value a minute, another from the onset on. */
function series(
  service: string,
  signal: Signal,
  before: number,
  after: number,
  between = { from: onset, to: Infinity },
): MetricSeries {
  const points = Array.from({ length: 61 }, (_, at) => {
    const t = alarmAt - (60 - at) * minute;
    const wobble = 1 + 0.02 * ((at % 3) - 1);
    return [t, (t >= between.from && t < between.to ? after : before) * wobble] as const;
  });
  return { service, signal, name: 'm', unit: '1', labels: {}, stepMs: minute, points };
}
const moved = (...all: MetricSeries[]) => findMoved(all, [], times).map(({ service }) => service);

describe('what moved', () => {
  test.each<[Signal, number, number]>([
    ['error_ratio', 0.001, 0.2],
    ['latency_p95', 0.2, 1.2],
    ['latency_mean', 0.05, 0.2],
    ['request_rate', 40, 4],
    ['request_rate', 40, 160],
    ['availability', 1, 0],
  ])('is a service whose %s went from %d to %d', (signal, before, after) =>
    expect(moved(series('rates', 'request_rate', 40, 40), series('a', signal, before, after))).toEqual(['a']),
  );

  test.each<[Signal, number, number]>([
    ['error_ratio', 0.02, 0.025],
    ['latency_p95', 0.2, 0.25],
    ['latency_p95', 0.002, 0.004],
    ['request_rate', 40, 55],
  ])('is no service whose %s went from %d to %d', (signal, before, after) =>
    expect(moved(series('a', signal, before, after))).toEqual([]),
  );

  test('needs more than a failure or two of a service that is hardly called', () => {
    const quiet = [series('a', 'request_rate', 0.005, 0.005), series('a', 'error_ratio', 0, 0.3)];
    const busy = [series('b', 'request_rate', 5, 5), series('b', 'error_ratio', 0, 0.3)];
    expect(moved(...quiet, ...busy)).toEqual(['b']);
  });

  test('is the loudest first, and says since when', () => {
    const found = findMoved([series('mild', 'latency_p95', 0.2, 0.5), series('bad', 'error_ratio', 0, 0.5)], [], times);
    expect(found.map(({ service, isLoud }) => [service, isLoud])).toEqual([
      ['bad', true],
      ['mild', false],
    ]);
    expect(Math.abs((found[0]?.startedAt ?? 0) - onset)).toBeLessThanOrEqual(2 * minute);
  });

  test('is not what was over long before the alarm, nor what is one odd scrape', () => {
    const over = { from: window.from, to: alarmAt - 20 * minute };
    const scrape = { from: onset, to: onset + minute };
    expect(moved(series('over', 'error_ratio', 0, 0.5, over), series('odd', 'latency_p95', 1, 2, scrape))).toEqual([]);
  });

  test('is also a service that logs many more errors than before', () => {
    const digest = (service: string, before: number, now: number): LogDigest => ({
      service,
      level: 'error',
      window,
      total: now,
      baselines: [{ window: { from: window.from - 31 * minute, to: window.from }, total: before }],
      buckets: [[onset, now]],
      lines: [],
      baselineLines: [],
    });
    const found = findMoved([], [digest('noisy', 300, 320), digest('new', 1, 300), digest('few', 0, 3)], times);
    expect(found.map(({ service }) => service)).toEqual(['new']);
  });
});
