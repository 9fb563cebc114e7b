import type { MetricSeries } from '@incidentfox/incident';
import { ascending, median, movingMedians, quantileOfSorted, scaledMad } from './robust.ts';
import {
  minEpisodeEffect,
  minFailureShare,
  minLevelShare,
  minRangeShare,
  minUtilisationShare,
  strayQuantile,
} from './thresholds.ts';
import type { Sample } from './to-samples.ts';

/** What a series does when nothing is wrong, learnt from its own past. */
export interface NormalRange {
  centre: number;
  /** Robust spread, floored relative to level and range so that a flat series has no infinite effects. */
  spread: number;
  samples: number;
}

/** `minSpread` (in the series' unit) is what is known from elsewhere to be too small to matter. */
export function learnNormalRange(series: MetricSeries, before: readonly Sample[], minSpread = 0): NormalRange {
  const values = before.map((sample) => sample.value);
  const centre = median(values);
  const sorted = ascending(values);
  const range = quantileOfSorted(sorted, 0.9) - quantileOfSorted(sorted, 0.1);
  const spread = Math.max(
    scaledMad(values, centre),
    isFailureShare(series) ? 0 : minLevelShare * Math.abs(centre),
    shareFloor(series),
    minSpread,
    minRangeShare * range,
    1e-9,
  );
  return { centre, spread, samples: before.length };
}

/**
 * How many spreads `run` neighbours of the past strayed together (95th percentile): noise that a shift must exceed. The worst
 * single episode is left out: an earlier incident does not make a series noisy, many of them do.
 */
export function strayOf(past: readonly Sample[], { centre, spread }: NormalRange, run: number): number {
  const strays = runStatistics(
    past.map((sample) => (sample.value - centre) / spread),
    run,
  ).map(Math.abs);
  const episode = largestEpisode(strays);
  const otherStrays = ascending(strays.filter((_, i) => i < episode.first || i > episode.last));
  return otherStrays.length > 0 ? quantileOfSorted(otherStrays, strayQuantile) : 0;
}

/** The range around the largest stray in which every stray is beyond `minEpisodeEffect`; empty when none is. */
function largestEpisode(strays: readonly number[]): { first: number; last: number } {
  let top = 0;
  for (let i = 1; i < strays.length; i += 1) if ((strays[i] ?? 0) > (strays[top] ?? 0)) top = i;
  if ((strays[top] ?? 0) < minEpisodeEffect) return { first: 0, last: -1 };
  let first = top;
  let last = top;
  while ((strays[first - 1] ?? 0) >= minEpisodeEffect) first -= 1;
  while ((strays[last + 1] ?? 0) >= minEpisodeEffect) last += 1;
  return { first, last };
}

function isFailureShare({ signal }: MetricSeries): boolean {
  return signal === 'error_ratio' || signal === 'availability';
}

function shareFloor(series: MetricSeries): number {
  if (isFailureShare(series)) return minFailureShare;
  return series.unit === 'ratio' ? minUtilisationShare : 0;
}

/**
 * The typical distance of every `run` neighbours: for a pair the smaller when both lie on the same side, else 0; for more
 * their median. One outlier is noise, several in a row are a shift.
 */
export function runStatistics(distances: readonly number[], run: number): number[] {
  if (run > 2) return movingMedians(distances, run);
  const statistics: number[] = [];
  for (let i = 1; i < distances.length; i += 1) {
    const a = distances[i - 1] ?? 0;
    const b = distances[i] ?? 0;
    statistics.push(a * b <= 0 ? 0 : Math.sign(a) * Math.min(Math.abs(a), Math.abs(b)));
  }
  return statistics;
}
