import { type SeriesRange, samplesIn } from './values.ts';

/** Functions that turn a range of samples into one number; null where there are too few. */
export const overRange: Readonly<Record<string, (range: SeriesRange) => number | null>> = {
  rate: (s) => extrapolated(s, { isCounter: true, isRate: true }),
  increase: (s) => extrapolated(s, { isCounter: true, isRate: false }),
  delta: (s) => extrapolated(s, { isCounter: false, isRate: false }),
  irate: (s) => {
    const [a, b] = samplesIn(s).slice(-2);
    return a && b ? (b[1] < a[1] ? b[1] : b[1] - a[1]) / ((b[0] - a[0]) / 1000) : null;
  },
  idelta: (s) => {
    const [a, b] = samplesIn(s).slice(-2);
    return a && b ? b[1] - a[1] : null;
  },
  changes: (s) => pairs(s).filter(([a, b]) => a !== b).length,
  resets: (s) => pairs(s).filter(([a, b]) => b < a).length,
  sum_over_time: (s) => sum(valuesIn(s)),
  count_over_time: (s) => valuesIn(s).length,
  avg_over_time: (s) => mean(valuesIn(s)),
  min_over_time: (s) => Math.min(...valuesIn(s)),
  max_over_time: (s) => Math.max(...valuesIn(s)),
  last_over_time: (s) => valuesIn(s).at(-1) ?? null,
  present_over_time: () => 1,
  stddev_over_time: (s) => {
    const values = valuesIn(s);
    const middle = mean(values);
    return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
  },
};

const valuesIn = (range: SeriesRange) => samplesIn(range).map(([, value]) => value);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;

function pairs(range: SeriesRange): (readonly [number, number])[] {
  const values = valuesIn(range);
  return values.slice(1).map((value, i) => [values[i] as number, value] as const);
}

/**
 * Prometheus' own way to guess what happened between the edges of the window and the first and last sample in it: the
 * increase is stretched to the edges, at most by half a sample distance where the series seems to begin or end inside.
 */
function extrapolated(range: SeriesRange, how: { isCounter: boolean; isRate: boolean }): number | null {
  const seen = walk(range);
  if (seen === null) return null;
  const { count, firstAt, firstValue, lastAt } = seen;
  const increase = seen.lastValue - firstValue + (how.isCounter ? seen.lostToResets : 0);
  const sampled = lastAt - firstAt;
  const between = sampled / (count - 1);
  const threshold = between * 1.1;
  let toStart = firstAt - range.from;
  const toEnd = range.to - lastAt;
  // A counter cannot have been below zero. Prometheus 3 looks at the threshold first: a difference of some ten thousandths.
  if (how.isCounter && increase > 0 && firstValue >= 0) toStart = Math.min(toStart, sampled * (firstValue / increase));
  if (toStart >= threshold) toStart = between / 2;
  const stretched = sampled + toStart + (toEnd >= threshold ? between / 2 : toEnd);
  const whole = increase * (stretched / sampled);
  return how.isRate ? whole / ((range.to - range.from) / 1000) : whole;
}

/** First and last sample and what a counter lost to restarts, without making anything: this runs a hundred thousand times a query. */
function walk({ times, values, first, last }: SeriesRange) {
  let count = 0;
  let firstAt = 0;
  let firstValue = 0;
  let lastAt = 0;
  let lastValue = 0;
  let lostToResets = 0;
  for (let i = first; i <= last; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    if (count === 0) {
      firstAt = times[i] as number;
      firstValue = value;
    } else if (value < lastValue) lostToResets += lastValue;
    lastAt = times[i] as number;
    lastValue = value;
    count += 1;
  }
  return count < 2 ? null : { count, firstAt, firstValue, lastAt, lastValue, lostToResets };
}
