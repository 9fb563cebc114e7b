import { minExpectedToVanish, minSurgeLines, minSurgeRatio, minSurgeSigmas, surgeBlur } from './thresholds.ts';

/** Lines in a window beside those `before` it, and how many would be seen for each of those if they came as often as before. */
interface LineCounts {
  seen: number;
  before: number;
  perBefore: number;
}

/** Far more lines than before: both a large ratio and too many for chance, and few lines before may be few by chance, too. */
export const isSurge = (counts: LineCounts): boolean =>
  counts.seen >= minSurgeLines &&
  counts.seen >= minSurgeRatio * counts.before * counts.perBefore &&
  sigmasAbove(counts) >= minSurgeSigmas;

/** If lines came as often as before, each of all of them would have had the same chance to fall into the window. Unit: standard deviations. */
function sigmasAbove({ seen, before, perBefore }: LineCounts): number {
  const chance = perBefore / (1 + perBefore);
  const all = seen + before;
  return (seen - all * chance) / Math.sqrt(all * chance * (1 - chance));
}

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
