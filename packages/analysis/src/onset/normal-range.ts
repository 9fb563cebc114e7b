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
/** Shares of the whole: half a percentage point of failures, one of utilisation, wakes nobody. */
const FAILURE_FLOOR = 0.005;
const UTILISATION_FLOOR = 0.01;

/** `run` is the number of neighbouring samples that must agree, see `runStatistics`. */
export function learnNormalRange(series: MetricSeries, before: readonly Sample[], run: number): NormalRange {
  const values = before.map((sample) => sample.value);
  const centre = median(values);
  const sorted = ascending(values);
  const range = quantileOfSorted(sorted, 0.98) - quantileOfSorted(sorted, 0.02);
  const spread = Math.max(
    scaledMad(values, centre),
    isFailureShare(series) ? 0 : LEVEL_FLOOR * Math.abs(centre),
    shareFloor(series),
    RANGE_FLOOR * range,
    1e-9,
  );
  const strays = runStatistics(
    before.map((sample) => (sample.value - centre) / spread),
    run,
  ).map(Math.abs);
  return {
    centre,
    spread,
    stray: strays.length > 0 ? quantileOfSorted(ascending(strays), 0.95) : 0,
    samples: before.length,
  };
}

function isFailureShare({ signal }: MetricSeries): boolean {
  return signal === 'error_ratio' || signal === 'availability';
}

function shareFloor(series: MetricSeries): number {
  if (isFailureShare(series)) return FAILURE_FLOOR;
  return series.unit === 'ratio' ? UTILISATION_FLOOR : 0;
}

/**
 * The typical distance of every `run` neighbours: for a pair the smaller when both lie on the same side, else 0; for more
 * their median. One wild sample is noise, several in a row are a shift.
 */
export function runStatistics(distances: readonly number[], run: number): number[] {
  const statistics: number[] = [];
  for (let i = run; i <= distances.length; i += 1) {
    const stretch = distances.slice(i - run, i);
    if (run > 2) statistics.push(median(stretch));
    else {
      const [a = 0, b = 0] = stretch;
      statistics.push(a * b <= 0 ? 0 : Math.sign(a) * Math.min(Math.abs(a), Math.abs(b)));
    }
  }
  return statistics;
}
