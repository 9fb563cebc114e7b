import type { MetricSeries } from '@incidentfox/incident';
import { ascending, median, quantileOfSorted, scaledMad } from './robust.ts';
import type { Sample } from './to-samples.ts';

/** What a series does when nothing is wrong, learnt from its own past. */
export interface NormalRange {
  centre: number;
  /** Robust spread, floored relative to level and range so that a flat series has no infinite effects. */
  spread: number;
  /** How many spreads two neighbouring samples both strayed in normal times (95th percentile); noise a shift must beat. */
  stray: number;
  samples: number;
}

/** Shares of the level below which a difference is not worth mentioning, by what is measured. */
const LEVEL_FLOOR = 0.05;
const RANGE_FLOOR = 0.05;
/** Half a percentage point: an error ratio of 0.1 % against 0 % wakes nobody. */
const RATIO_FLOOR = 0.005;

export function learnNormalRange(series: MetricSeries, before: readonly Sample[]): NormalRange {
  const values = before.map((sample) => sample.value);
  const centre = median(values);
  const sorted = ascending(values);
  const range = quantileOfSorted(sorted, 0.98) - quantileOfSorted(sorted, 0.02);
  const ratioFloor = series.signal === 'error_ratio' || series.signal === 'availability' ? RATIO_FLOOR : 0;
  const spread = Math.max(
    scaledMad(values, centre),
    ratioFloor > 0 ? ratioFloor : LEVEL_FLOOR * Math.abs(centre),
    RANGE_FLOOR * range,
    1e-9,
  );
  const strays = runStatistics(before.map((sample) => (sample.value - centre) / spread)).map(Math.abs);
  return {
    centre,
    spread,
    stray: strays.length > 0 ? quantileOfSorted(ascending(strays), 0.95) : 0,
    samples: before.length,
  };
}

/**
 * For each neighbouring pair the smaller of the two distances, when both lie on the same side, else 0:
 * one wild sample is noise, two in a row are a shift.
 */
export function runStatistics(distances: readonly number[]): number[] {
  const pairs: number[] = [];
  for (let i = 1; i < distances.length; i += 1) {
    const a = distances[i - 1] ?? 0;
    const b = distances[i] ?? 0;
    pairs.push(a * b <= 0 ? 0 : Math.sign(a) * Math.min(Math.abs(a), Math.abs(b)));
  }
  return pairs;
}
