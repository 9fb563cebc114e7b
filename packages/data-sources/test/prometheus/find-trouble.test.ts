import type { MetricSeries } from '@incidentfox/incident';
import { findTrouble } from '../../src/prometheus/breakdowns/find-trouble.ts';
import { toRows } from '../../src/prometheus/breakdowns/to-rows.ts';

const minute = 60_000;
const question = {
  window: { from: 60 * minute, to: 120 * minute },
  baselines: { before: { from: 0, to: 60 * minute }, weekEarlier: { from: -1, to: 0 } },
};
const series = (
  signal: MetricSeries['signal'],
  value: (minutes: number) => number | null,
  more: Partial<MetricSeries> = {},
) => ({
  service: 'cart',
  signal,
  name: 'x',
  unit: '1/s' as const,
  labels: {},
  stepMs: minute,
  points: Array.from({ length: 120 }, (_, i) => [i * minute, value(i)] as const),
  ...more,
});
const kinds = (...all: MetricSeries[]) =>
  findTrouble(all, question).map(({ kind, window }) => [kind, window.from / minute, window.to / minute]);

test('from where failures leave their normal to where they return, or to the end', () => {
  expect(kinds(series('error_rate', (i) => (i >= 90 ? 2 : 0.1)))).toEqual([['failing', 89, 120]]);
  expect(kinds(series('error_rate', (i) => (i >= 90 && i < 100 ? 2 : 0)))).toEqual([['failing', 89, 100]]);
});

test('a service that is as usual is not in trouble, noise and peaks of before included', () => {
  expect(kinds(series('error_rate', (i) => (i % 7 === 0 ? 1 : 0.1)))).toEqual([]);
  expect(kinds(series('latency_p95', (i) => 0.2 + (i > 80 ? 0.05 : 0)))).toEqual([]);
  expect(kinds(series('request_rate', (i) => 10 + (i > 80 ? 5 : 0)))).toEqual([]);
  expect(kinds(series('error_rate', () => null))).toEqual([]);
});

test('slow and busy services are in trouble by their own signals, pods and callees are not asked', () => {
  expect(kinds(series('latency_p95', (i) => (i >= 100 ? 2 : 0.2)))).toEqual([['slow', 99, 120]]);
  expect(kinds(series('request_rate', (i) => (i >= 100 ? 50 : 10)))).toEqual([['busy', 99, 120]]);
  expect(kinds(series('error_rate', (i) => (i >= 100 ? 2 : 0.2), { peer: 'bank', side: 'client' }))).toEqual([]);
});

test('a range is long enough for a few scrapes', () => {
  expect(kinds(series('error_rate', (i) => (i === 119 ? 5 : 0)))).toEqual([['failing', 118, 120]]);
});

test('a group that only one range has counts as nothing in the other', () => {
  const sample = (pod: string, count: number | null) => ({
    metric: { pod },
    value: [0, count] as [number, number | null],
  });
  expect(toRows(['pod'], [sample('a', 5), sample('b', -0.1)], [sample('c', 7), sample('d', null)])).toEqual([
    { labels: { pod: 'a' }, inTrouble: 5, normally: 0 },
    { labels: { pod: 'c' }, inTrouble: 0, normally: 7 },
  ]);
});
