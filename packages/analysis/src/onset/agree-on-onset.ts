import type { MetricSeries } from '@incidentfox/incident';
import type { Shift } from './shift.ts';

/** Failures by the second and by the request are one count, divided in two ways. */
const ofOneCount: ReadonlySet<string> = new Set(['error_rate', 'error_ratio', 'availability']);
const isWorse = ({ series, direction }: Shift): boolean => (direction === 'up') !== (series.signal === 'availability');

/**
 * One count of failures has one onset. Where its forms tell of different times, the earlier may have been made by the requests it was divided
 * by, or by noise: the later, which both of them show, is the onset of all.
 */
export function agreeOnOnset(shifts: readonly Shift[]): Shift[] {
  const latest = new Map<string, number>();
  for (const shift of shifts.filter(isCounted)) {
    const key = keyOf(shift.series);
    latest.set(key, Math.max(latest.get(key) ?? shift.onsetAt, shift.onsetAt));
  }
  return shifts.map((shift) => {
    const onsetAt = isCounted(shift) ? latest.get(keyOf(shift.series)) : undefined;
    const isOver = onsetAt !== undefined && shift.recoveredAt !== null && shift.recoveredAt <= onsetAt;
    return onsetAt === undefined || onsetAt === shift.onsetAt || isOver ? shift : { ...shift, onsetAt };
  });
}

const isCounted = (shift: Shift): boolean => shift.significant && ofOneCount.has(shift.series.signal) && isWorse(shift);

const keyOf = ({ service, peer, side, labels }: MetricSeries): string =>
  JSON.stringify([service, peer ?? null, side ?? null, Object.entries(labels).sort()]);
