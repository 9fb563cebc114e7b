import type { Point, Window } from '@incidentfox/incident';
import type { Inspection } from './inspection.ts';

/** So many samples in a row must be beyond the limit: one is chance. */
const minSamples = 2;
/** What was beyond the limit before as well must be this much worse to be told. */
const minWorse = 1.25;

/**
 * Whether the values are beyond the limit in the window, and farther than they usually are: what was so before is no sign of this
 * incident.
 */
export function isAlarming(
  { limit, isLow }: Pick<Inspection, 'limit' | 'isLow'>,
  points: readonly Point[],
  normally: Window,
  window: Window,
): boolean {
  const valuesIn = ({ from, to }: Window) =>
    points.flatMap(([at, value]) => (at >= from && at < to && value !== null ? [value] : []));
  const usual = middleOf(valuesIn(normally));
  const isBeyond = (value: number) => {
    if (isLow) return value < limit && (usual === null || usual >= limit || value * minWorse < usual);
    return value > limit && (usual === null || usual <= limit || value > usual * minWorse);
  };
  let inARow = 0;
  for (const value of valuesIn({ from: window.from, to: window.to + 1 })) {
    inARow = isBeyond(value) ? inARow + 1 : 0;
    if (inARow >= minSamples) return true;
  }
  return false;
}

function middleOf(values: readonly number[]): number | null {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
