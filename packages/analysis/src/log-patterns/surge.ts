import { minExpectedToVanish, minSurgeLines, minSurgeRatio, minSurgeSigmas, surgeBlur } from './thresholds.ts';

/** True when `seen` sampled lines are far more than the `expected` ones: both a large ratio and too many for chance. */
export const isSurge = (seen: number, expected: number): boolean =>
  seen >= minSurgeLines &&
  seen >= minSurgeRatio * expected &&
  (seen - expected) / Math.sqrt(expected + 1) >= minSurgeSigmas;

/** True when a pattern that was expected `expected` times is gone. */
export const isGone = (seen: number, expected: number): boolean => seen === 0 && expected >= minExpectedToVanish;

/**
 * The moment a pattern began to come more often than `expected` per window: where the running excess of lines is lowest.
 * `times` are the pattern's lines, ascending.
 */
export function surgeBegin(times: Float64Array, from: number, to: number, expected: number): number {
  const perMs = expected / Math.max(1, to - from);
  let begin = times[0] ?? from;
  let lowest = Number.POSITIVE_INFINITY;
  for (const [index, at] of times.entries()) {
    const excess = index - perMs * (at - from);
    if (excess <= lowest + surgeBlur) [lowest, begin] = [Math.min(lowest, excess), at];
  }
  return begin;
}
