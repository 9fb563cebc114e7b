import type { MetricSeries } from '@incidentfox/incident';
import { learnNormalRange } from './normal-range.ts';
import { median } from './robust.ts';
import {
  earlyShare,
  minEarlySamples,
  minFurtherRise,
  minRampEffect,
  minRampPastMs,
  rampEndEffect,
  rampNeighbours,
} from './thresholds.ts';
import type { Sample } from './to-samples.ts';

/** What fills, slows down or fails by and by. Traffic and CPU go up and down with the day. */
const creeping: ReadonlySet<string> = new Set([
  'memory',
  'disk',
  'saturation',
  'queue_age',
  'queue_length',
  'miss_ratio',
  'error_ratio',
  'error_rate',
  'latency_p50',
  'latency_p95',
  'latency_p99',
  'latency_mean',
]);

/**
 * The index at which a slow rise began that ends in the run from `first` on; `first` when it did not rise slowly. A rise of hours is a
 * good part of its own past, so it is compared with the earliest part of what is known.
 */
export function rampOnset(series: MetricSeries, samples: readonly Sample[], first: number): number {
  const early = samples.slice(0, Math.floor(samples.length * earlyShare));
  const pastMs = (samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0);
  const isShort = pastMs < minRampPastMs || early.length < minEarlySamples || first <= early.length;
  if (!creeping.has(series.signal) || isShort) return first;
  const { centre, spread } = learnNormalRange(series, early);
  const distanceAt = (i: number) => {
    const near = samples.slice(Math.max(0, i - rampNeighbours), i + rampNeighbours + 1).map(({ value }) => value);
    return (median(near) - centre) / spread;
  };
  const reached = distanceAt(first);
  if (Math.abs(reached) < minRampEffect) return first;
  const side = Math.sign(reached);
  let began = first;
  while (began > early.length && side * distanceAt(began - 1) >= rampEndEffect) began -= 1;
  // A level that stood, rather than rose, is no ramp.
  const halfway = distanceAt(Math.floor((began + first) / 2));
  return side * halfway < 0.8 * side * reached && side * distanceAt(began) < 0.5 * side * reached ? began : first;
}

/**
 * How many of the samples before `split` show what is normal: all, but for a slow rise that goes on beyond `split`. That must not be its own
 * baseline, so only the earliest part is.
 */
export function normalUntil(series: MetricSeries, samples: readonly Sample[], split: number): number {
  const count = Math.floor(split * earlyShare);
  const pastMs = (samples[split - 1]?.at ?? 0) - (samples[0]?.at ?? 0);
  if (!creeping.has(series.signal) || count < minEarlySamples || pastMs < minRampPastMs) return split;
  const { centre, spread } = learnNormalRange(series, samples.slice(0, count));
  const middleOf = (from: number, to: number) =>
    (median(samples.slice(from, to).map(({ value }) => value)) - centre) / spread;
  const late = middleOf(split - count, split);
  const middle = middleOf(Math.floor((split - count) / 2), Math.floor((split + count) / 2));
  const after = middleOf(split, samples.length);
  const side = Math.sign(late);
  const rises =
    side * late >= minRampEffect && side * middle >= 0.2 * side * late && side * middle <= 0.8 * side * late;
  return rises && side * after >= minFurtherRise * side * late ? count : split;
}
