import type { Point } from '@incidentfox/incident';

const hourMs = 3_600_000;
/** A regression over less is led by single samples. */
const minSpanMs = 20 * 60_000;
/** The range before each point that its growth is read from. */
const spanMs = 30 * 60_000;

/**
 * How fast a level grows, as a share of itself an hour, by a line through the half hour before each point. What was given back is put
 * on again before: a collection or a restart does not hide that it grows.
 */
export function growthInAnHour(points: readonly Point[]): Point[] {
  const known = points.flatMap(([at, value]): [number, number][] => (value === null ? [] : [[at, value]]));
  let given = 0;
  const grown = known.map(([at, value], index): [number, number] => {
    given += Math.max(0, (known[index - 1]?.[1] ?? value) - value);
    return [at, value + given];
  });
  return grown.map(([at], index): Point => {
    const range = grown.slice(0, index + 1).filter(([earlier]) => earlier > at - spanMs);
    const level = known[index]?.[1] ?? 0;
    if (at - (range[0]?.[0] ?? at) < minSpanMs || level <= 0) return [at, null];
    return [at, (slopeOf(range) * hourMs) / level];
  });
}

/** Of the least squares' line. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (of: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [atMean, valueMean] = [mean(([at]) => at), mean(([, value]) => value)];
  const spread = points.reduce((sum, [at]) => sum + (at - atMean) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, [at, value]) => sum + (at - atMean) * (value - valueMean), 0) / spread;
}
