import type { MetricSeries } from '@incidentfox/incident';
import { minuteMs, type RoundedNumber } from './rounded-number.ts';

type Sample = readonly [at: number, value: number];

export const samplesOf = ({ points }: MetricSeries): Sample[] =>
  points.flatMap(([at, value]) => (value === null ? [] : [[at, value] as const]));

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

function quantile(values: readonly number[], share: number): number {
  const all = sorted(values);
  return all[Math.min(all.length - 1, Math.max(0, Math.round(share * (all.length - 1))))] ?? Number.NaN;
}

const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Whether the series was about there between two moments: a tenth of its values lies at or beyond it on either side. */
export function reached(series: MetricSeries, { low, high }: RoundedNumber, from: number, to: number): boolean {
  const values = samplesOf(series).flatMap(([at, value]) => (at >= from && at < to ? [value] : []));
  const atLeast = values.filter((value) => value >= low).length;
  const atMost = values.filter((value) => value <= high).length;
  const wanted = Math.max(1, Math.floor(values.length / 10));
  return atLeast >= wanted && atMost >= wanted;
}

/** Whether a total grew by so much from the last value before a moment. */
export function grew(series: MetricSeries, { low, high }: RoundedNumber, from: number, to: number): boolean {
  const samples = samplesOf(series);
  const start = samples.filter(([at]) => at < from).at(-1)?.[1] ?? samples[0]?.[1] ?? 0;
  const end = samples.filter(([at]) => at < to).at(-1)?.[1] ?? start;
  return end - start >= low - 1e-9 && end - start <= high + 1e-9;
}

/** Whether this was usual before: within the middle nine tenths of what was seen then, or at this time a week earlier. */
export function wasUsual(series: MetricSeries, { low, high }: RoundedNumber, before: number): boolean {
  const past = samplesOf(series).flatMap(([at, value]) => (at < before ? [value] : []));
  const weekEarlier = (series.weekEarlier ?? []).flatMap(([, value]) => (value === null ? [] : [value]));
  return [past, weekEarlier].some(
    (values) => values.length > 0 && quantile(values, 0.05) <= high && quantile(values, 0.95) >= low,
  );
}

/** Values before and since a moment, turned so that the direction asked about is up. */
function around(series: MetricSeries, direction: 'up' | 'down', at: number): { past: number[]; since: Sample[] } {
  const sign = direction === 'up' ? 1 : -1;
  const samples = samplesOf(series).map(([time, value]) => [time, sign * value] as const);
  const past = samples.flatMap(([time, value]) => (time < at ? [value] : []));
  const since = samples.filter(([time]) => time >= at);
  return {
    past: past.length >= 2 ? past : since.slice(0, Math.ceil(since.length / 3)).map(([, value]) => value),
    since,
  };
}

/** Whether the series went farther this way after the moment than the other way, measured from what was usual before. */
export function moved(series: MetricSeries, direction: 'up' | 'down', at: number): boolean {
  const { past, since } = around(series, direction, at);
  if (since.length === 0) return false;
  const usual = median(past);
  const values = since.map(([, value]) => value);
  return Math.max(...values) - usual > Math.max(0, usual - Math.min(...values));
}

/** A sign is dated to the sample, or to the bin of samples that a reader made of them. */
const slackOf = ({ stepMs }: MetricSeries): number => Math.max(2 * stepMs, 2 * minuteMs);

/**
 * Whether a rise may be dated to the moment: it had not come half of its way for long before, and from then on until it had, the values lay
 * on its side of the usual.
 */
export function beganAt(series: MetricSeries, direction: 'up' | 'down', at: number): boolean {
  const { past, since } = around(series, direction, at);
  const slack = slackOf(series);
  if (!samplesOf(series).some(([time]) => Math.abs(time - at) <= slack)) return false;
  const usual = median(past);
  const halfway =
    usual +
    0.5 *
      (quantile(
        since.map(([, value]) => value),
        0.9,
      ) -
        usual);
  const justBefore = around(series, direction, at - slack).since.filter(([time]) => time < at - slack / 2);
  const wasThere = past.length >= 4 && justBefore.length >= 2 && justBefore.every(([, value]) => value > halfway);
  const reachedAt = since.find(([, value]) => value >= halfway)?.[0] ?? at;
  const between = since.filter(([time]) => time >= at + slack && time < reachedAt - slack);
  const onTheWay = between.filter(([, value]) => value > usual).length;
  return !wasThere && (between.length < 4 || onTheWay >= 0.6 * between.length);
}

/** The highest that a run of neighbours stayed above. */
function bestRun(values: readonly number[], length: number): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let i = 0; i + length <= values.length; i += 1) best = Math.max(best, Math.min(...values.slice(i, i + length)));
  return best;
}

/** How far beyond everything seen before counts as having left the normal range, as a share of its width and of its middle. */
const beyondWidth = 0.25;
const beyondMiddle = 0.2;
/** What comes and goes has left it when so many values lie beyond, in a row or not. */
const oftenShare = 0.3;

/** Whether the series plainly left what it did before `from` (and a week earlier): a fifth of the values since, three at least, in a row. */
export function leftNormalRange(series: MetricSeries, from: number, direction?: 'up' | 'down'): boolean {
  const samples = samplesOf(series);
  const before = samples.flatMap(([at, value]) => (at < from ? [value] : []));
  const since = samples.flatMap(([at, value]) => (at >= from ? [value] : []));
  const week = (series.weekEarlier ?? []).flatMap(([, value]) => (value === null ? [] : [value]));
  const length = Math.max(since.length < 10 ? 2 : 3, Math.ceil(since.length / 5));
  if (before.length < 8 || since.length < length) return false;
  const usual = [...before, ...week];
  const [lowest, highest] = [Math.min(...usual), Math.max(...usual)];
  const floor = series.unit === 'ratio' ? 0.02 : 0;
  const slack = beyondWidth * (highest - lowest) + beyondMiddle * Math.abs(median(usual)) + floor;
  const isAbove = bestRun(since, length) > highest + slack;
  const isBelow =
    -bestRun(
      since.map((value) => -value),
      length,
    ) <
    lowest - slack;
  const often = (isOut: (value: number) => boolean) => since.filter(isOut).length >= oftenShare * since.length;
  const rose = isAbove || often((value) => value > highest + slack);
  const fell = isBelow || often((value) => value < lowest - slack);
  return direction === undefined ? rose || fell : direction === 'up' ? rose : fell;
}

/** Whether the last values are back where they were before, as far as half of the way there. */
export function isBack(series: MetricSeries, direction: 'up' | 'down', at: number): boolean {
  const sign = direction === 'up' ? 1 : -1;
  const samples = samplesOf(series);
  const usual = median(samples.flatMap(([time, value]) => (time < at ? [sign * value] : [])));
  const since = samples.flatMap(([time, value]) => (time >= at ? [sign * value] : []));
  const last = since.slice(-Math.max(1, Math.min(3, Math.floor(since.length / 3))));
  return median(last) <= usual + 0.5 * (quantile(since, 0.95) - usual);
}

/** Whether a share came near its limit: what "short of" and "saturated" mean. */
export const cameNearLimit = (series: MetricSeries, from: number): boolean =>
  series.unit === 'ratio' && samplesOf(series).some(([at, value]) => at >= from - minuteMs && value >= nearLimit);
const nearLimit = 0.75;

/** Whether the series had gone its way for a while, at this moment or soon after was back by half of it, and is at the end. */
export function cameBackAt(series: MetricSeries, direction: 'up' | 'down', began: number, at: number): boolean {
  const { past, since } = around(series, direction, began);
  const away = since.flatMap(([time, value]) => (time < at ? [value] : []));
  const soon = since.flatMap(([time, value]) => (time >= at && time <= at + slackOf(series) ? [value] : []));
  if (away.length === 0 || soon.length === 0) return false;
  const halfway = 0.5 * (median(past) + quantile(away, 0.75));
  return soon.some((value) => value <= halfway) && isBack(series, direction, began);
}
