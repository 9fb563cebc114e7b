import type { Stretch } from './values.ts';

type Points = Stretch['points'];

/** Functions that turn a stretch of samples into one number; null where there are too few. */
export const overRange: Readonly<Record<string, (stretch: Stretch) => number | null>> = {
  rate: (s) => extrapolated(s, { isCounter: true, isRate: true }),
  increase: (s) => extrapolated(s, { isCounter: true, isRate: false }),
  delta: (s) => extrapolated(s, { isCounter: false, isRate: false }),
  irate: (s) => {
    const [a, b] = s.points.slice(-2);
    if (!a || !b) return null;
    return (b[1] < a[1] ? b[1] : b[1] - a[1]) / ((b[0] - a[0]) / 1000);
  },
  idelta: (s) => {
    const [a, b] = s.points.slice(-2);
    return a && b ? b[1] - a[1] : null;
  },
  changes: (s) => pairs(s.points).filter(([a, b]) => a[1] !== b[1]).length,
  resets: (s) => pairs(s.points).filter(([a, b]) => b[1] < a[1]).length,
  sum_over_time: (s) => sum(s.points),
  count_over_time: (s) => s.points.length,
  avg_over_time: (s) => sum(s.points) / s.points.length,
  min_over_time: (s) => Math.min(...s.points.map(([, v]) => v)),
  max_over_time: (s) => Math.max(...s.points.map(([, v]) => v)),
  last_over_time: (s) => s.points[s.points.length - 1]?.[1] ?? null,
  present_over_time: () => 1,
  stddev_over_time: (s) => {
    const mean = sum(s.points) / s.points.length;
    return Math.sqrt(s.points.reduce((total, [, v]) => total + (v - mean) ** 2, 0) / s.points.length);
  },
};

const sum = (points: Points) => points.reduce((total, [, value]) => total + value, 0);
const pairs = (points: Points) => points.slice(1).map((point, i) => [points[i] as Points[number], point] as const);

/**
 * Prometheus' own way to guess what happened between the edges of the window and the first and last sample in it: the
 * increase is stretched to the edges, at most by half a sample distance where the series seems to begin or end inside.
 */
function extrapolated(stretch: Stretch, how: { isCounter: boolean; isRate: boolean }): number | null {
  const { points, from, to } = stretch;
  const first = points[0];
  const last = points[points.length - 1];
  if (!first || !last || points.length < 2) return null;
  let increase = last[1] - first[1];
  if (how.isCounter) for (const [a, b] of pairs(points)) if (b[1] < a[1]) increase += a[1];
  const sampled = last[0] - first[0];
  const between = sampled / (points.length - 1);
  const threshold = between * 1.1;
  let toStart = first[0] - from;
  const toEnd = to - last[0];
  if (toStart >= threshold) toStart = between / 2;
  if (how.isCounter && increase > 0 && first[1] >= 0) {
    // A counter cannot have been below zero.
    toStart = Math.min(toStart, sampled * (first[1] / increase));
  }
  const stretched = sampled + toStart + (toEnd >= threshold ? between / 2 : toEnd);
  const whole = increase * (stretched / sampled);
  return how.isRate ? whole / ((to - from) / 1000) : whole;
}
