import type { Evidence } from './evidence.ts';

/** A quarter more or less is seen at a glance; less than that convinces nobody. Unit: share of the normal value. */
const minVisibleMove = 0.25;

/**
 * Whether a reader sees at a glance that a signal moved: 47 % where 41 % is normal is no sign to show first, whatever statistics say. An
 * availability is read by what is missing of it. True for everything that is no such measurement.
 */
export function movedClearly({ kind, value, baseline, facts }: Evidence): boolean {
  if (kind !== 'metric_shift' || value === null || baseline === null) return true;
  const [now, normal] = facts.signal === 'availability' ? [1 - value, 1 - baseline] : [value, baseline];
  return normal === 0 ? now !== 0 : Math.abs(now / normal - 1) >= minVisibleMove;
}
