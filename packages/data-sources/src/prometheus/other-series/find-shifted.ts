import type { MetricSeries, Window } from '@incidentfox/incident';

/** Fewer samples of normal time tell nothing, and fewer in a row are no shift. */
const minNormalSamples = 8;
const minShiftedSamples = 3;
/** A value must leave the range of normal time by this share of the usual value, and by this share of that range. */
const minShareOfUsual = 0.5;
const minShareOfRange = 1;

/** How far a series left its normal in the window: 0 when it did not, else how many of its own ranges. */
export function shiftOf({ points }: MetricSeries, normally: Window, window: Window): number {
  const usual = points.flatMap(([at, value]) =>
    at >= normally.from && at < normally.to && value !== null ? [value] : [],
  );
  if (usual.length < minNormalSamples) return 0;
  const sorted = [...usual].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const slack = Math.max(minShareOfUsual * Math.abs(middle), minShareOfRange * (high - low));
  const beyond = points
    .filter(([at, value]) => at >= window.from && at < window.to && value !== null)
    .map(([, value]) => Math.max((value ?? 0) - (high + slack), low - slack - (value ?? 0)));
  const run = longestRun(beyond);
  return run.length < minShiftedSamples ? 0 : Math.max(...run) / (slack || 1) + 1;
}

/** The longest run of values above nothing. */
function longestRun(values: readonly number[]): number[] {
  let best: number[] = [];
  let now: number[] = [];
  for (const value of values) {
    now = value > 0 ? [...now, value] : [];
    if (now.length > best.length) best = now;
  }
  return best;
}
