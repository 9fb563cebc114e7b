import { type SeriesStore, toSeriesStore } from '../src/telemetry/raw-series.ts';
import { createEvaluation } from '../src/vendors/prometheus/promql/evaluate.ts';
import { parsePromql } from '../src/vendors/prometheus/promql/parse.ts';

const nothing = Number.NaN;
/** A scrape every ten seconds, the first at 0. */
const times = Array.from({ length: 61 }, (_unused, i) => i * 10_000);
const series = (labels: Record<string, string>, valueAt: (i: number) => number) => {
  const values = times.map((_at, i) => valueAt(i));
  return { labels, values: () => values };
};
const store: SeriesStore = toSeriesStore(
  () => times,
  [
    series({ __name__: 'requests_total', pod: 'a', code: '200' }, (i) => i * 20),
    series({ __name__: 'requests_total', pod: 'b', code: '200' }, (i) => i * 10),
    series({ __name__: 'requests_total', pod: 'a', code: '500' }, (i) => i * 5),
    // Restarted between the 50th and the 51st scrape.
    series({ __name__: 'restarting_total', pod: 'a' }, (i) => (i <= 50 ? i * 10 : (i - 50) * 10)),
    series({ __name__: 'gone', pod: 'a' }, (i) => (i < 40 ? 7 : nothing)),
    series({ __name__: 'took_bucket', le: '0.1' }, (i) => i * 50),
    series({ __name__: 'took_bucket', le: '1' }, (i) => i * 90),
    series({ __name__: 'took_bucket', le: '+Inf' }, (i) => i * 100),
    series({ __name__: 'memory', pod: 'a' }, (i) => 100 + i),
    series({ __name__: 'memory', pod: 'b' }, (i) => 200 - i),
    series({ __name__: 'limit', pod: 'a' }, () => 400),
    series({ __name__: 'limit', pod: 'b' }, () => 400),
  ],
);
const end = 600_000;

function ask(query: string, at = end): { labels: Record<string, string>; value: number }[] {
  const value = createEvaluation(store)(parsePromql(query), at);
  if (value.type === 'scalar') return [{ labels: {}, value: value.value }];
  if (value.type !== 'vector') throw new Error(value.type);
  return value.samples.map(({ labels, value: number }) => ({
    labels: { ...labels },
    value: Math.round(number * 1e6) / 1e6,
  }));
}
const numbers = (query: string, at = end) => ask(query, at).map(({ value }) => value);

describe('selecting', () => {
  test('gives the last sample of every series that fits', () => {
    expect(ask('requests_total{code="200"}')).toEqual([
      { labels: { __name__: 'requests_total', pod: 'a', code: '200' }, value: 1200 },
      { labels: { __name__: 'requests_total', pod: 'b', code: '200' }, value: 600 },
    ]);
  });
  test.each([
    ['requests_total{code!="200"}', [300]],
    ['requests_total{code=~"5.."}', [300]],
    ['requests_total{code!~"5.."}', [1200, 600]],
    ['requests_total{nowhere=""}', [1200, 600, 300]],
    ['{__name__=~"requests.+", pod="b"}', [600]],
  ])('%s', (query, values) => {
    expect(numbers(query)).toEqual(values);
  });
  test('a series without a sample in the latest scrape is gone at once, not five minutes later', () => {
    expect(numbers('gone', 390_000)).toEqual([7]);
    expect(numbers('gone', 400_000)).toEqual([]);
  });
  test('offset looks back', () => {
    expect(numbers('gone offset 4m', 600_000)).toEqual([7]);
  });
});

describe('rates', () => {
  test('a steady counter has its own rate', () => {
    expect(numbers('rate(requests_total{pod="a",code="200"}[1m])')).toEqual([2]);
    expect(numbers('increase(requests_total{pod="a",code="200"}[1m])')).toEqual([120]);
    expect(numbers('irate(requests_total{pod="a",code="200"}[1m])')).toEqual([2]);
  });
  test('a restart counts from zero instead of backwards', () => {
    expect(numbers('resets(restarting_total[5m])')).toEqual([1]);
    // 29 scrapes of 10 in (300 s, 600 s], and the window is stretched to both edges.
    expect(numbers('increase(restarting_total[5m])')[0]).toBeCloseTo(300, 0);
  });
  test('one sample is too little for a rate', () => {
    expect(numbers('rate(requests_total[10s])')).toEqual([]);
  });
});

describe('combining', () => {
  test.each([
    ['sum(requests_total)', [2100]],
    ['sum by (pod) (requests_total)', [1500, 600]],
    ['sum without (code) (requests_total)', [1500, 600]],
    ['sum(requests_total) by (pod)', [1500, 600]],
    ['max(memory)', [160]],
    ['min(memory)', [140]],
    ['avg(memory)', [150]],
    ['count(memory)', [2]],
    ['topk(1, memory)', [160]],
    ['quantile(0.5, memory)', [150]],
    ['memory / limit', [0.4, 0.35]],
    ['memory / on (pod) limit > 0.36', [0.4]],
    ['memory > bool 150', [1, 0]],
    ['memory and on (pod) requests_total{code="500"}', [160]],
    ['memory unless on (pod) requests_total{code="500"}', [140]],
    ['2 ^ 3 ^ 2', [512]],
    ['-memory + 1', [-159, -139]],
    ['100 * sum(rate(requests_total{code=~"5.."}[1m])) / sum(rate(requests_total[1m]))', [14.285714]],
    ['clamp_max(memory, 150)', [150, 140]],
    ['max_over_time(memory{pod="b"}[1m])', [145]],
    ['absent(nowhere)', [1]],
  ])('%s', (query, values) => {
    expect(numbers(query)).toEqual(values);
  });
  test('two partners for one series are refused', () => {
    expect(() => ask('memory / on () limit')).toThrow('many-to-many');
  });
});

describe('quantiles of histograms', () => {
  test('lie between the bounds, in proportion', () => {
    // Half are below 0.1, nine of ten below 1: the 70th of a hundred is half of the way.
    expect(numbers('histogram_quantile(0.7, sum by (le) (rate(took_bucket[1m])))')).toEqual([0.55]);
  });
  test('end at the last finite bound', () => {
    expect(numbers('histogram_quantile(0.99, took_bucket)')).toEqual([1]);
  });
});

describe('queries with a fault are refused by their place', () => {
  test.each([
    ['', 'no expression'],
    ['sum(', 'unexpected'],
    ['rate(requests_total)', 'expected type range vector'],
    ['sum(requests_total[5m])', 'expected type instant vector'],
    ['nosuchfunction(requests_total)', 'unknown function'],
    ['requests_total{code=200}', 'label matching'],
    ['{code=~""}', 'at least one non-empty matcher'],
    ['requests_total[5x]', 'bad duration'],
    ['requests_total @ 5', '@ modifier'],
    ['memory ? 1', 'unexpected character'],
  ])('%s', (query, reason) => {
    expect(() => ask(query)).toThrow(reason);
  });
});
