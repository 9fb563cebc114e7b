import type { Shift } from '../onset/shift.ts';
import { isOutranked, rateOf, type ServiceTrouble, strongestShift } from './service-trouble.ts';
import { harmOf } from './signal-families.ts';
import { fullShare, roomyShare } from './thresholds.ts';

/**
 * How short of a resource of its own a service is, as an effect. CPU that follows traffic (the same for each request), a pool that
 * is far from full, and a pool that is full because calls take longer (`slowedByCallees`, 0..1) are no shortage.
 */
export function ownShortage(trouble: ServiceTrouble | undefined, slowedByCallees: number): number {
  const shifts = trouble?.shifts.get('resource') ?? [];
  return shifts
    .filter((shift) => !isOutranked(shift, shifts))
    .reduce((highest, shift) => {
      const own =
        harmOf(shift) * (1 - followedTraffic(shift, trouble)) * fullness(shift) * notWaiting(shift, slowedByCallees);
      return Math.max(highest, own);
    }, 0);
}

/** The share of more CPU that more requests account for, 0..1. */
function followedTraffic(shift: Shift, trouble: ServiceTrouble | undefined): number {
  const traffic = strongestShift(trouble, 'traffic');
  if (shift.series.signal !== 'cpu' || traffic === undefined || traffic.baseline <= 0) return 0;
  const growth = rateOf(trouble) / traffic.baseline - 1;
  const excess = shift.level / Math.max(1e-12, shift.baseline) - 1;
  return excess <= 0 || growth <= 0 ? 0 : Math.min(1, growth / excess);
}

/** How near to its limit something is, 0..1; 1 where the limit is unknown. */
function fullness({ series, peak }: Shift): number {
  if (series.signal !== 'saturation' || series.unit !== 'ratio') return 1;
  return Math.min(1, Math.max(0, (peak - roomyShare) / (fullShare - roomyShare)));
}

/** Connections and threads are busy for as long as calls take (Little's law): what callees account for is not their shortage. */
function notWaiting({ series }: Shift, slowedByCallees: number): number {
  return series.signal === 'saturation' ? 1 - slowedByCallees : 1;
}
