import type { Shift } from '../onset/shift.ts';
import {
  amountOf,
  amountPerSecond,
  amountShift,
  rateOf,
  type ServiceTrouble,
  strongestShift,
} from './service-trouble.ts';
import { harmOf } from './signal-families.ts';
import { minFeltEffect } from './thresholds.ts';

/**
 * How much of the whole symptom a service's own slowness or errors could be, 0..1: its extra seconds (or failed requests)
 * a second against the target's, or the largest of any service when there is no target. A node that serves three requests a minute did not slow the site down.
 * 1 when its traffic is unknown.
 */
export function relevanceIn(
  family: 'latency' | 'errors',
  troubles: ReadonlyMap<string, ServiceTrouble>,
  target: string | undefined,
): (service: string) => number {
  const amounts = new Map<string, number>();
  let largest = 0;
  for (const [service, trouble] of troubles) {
    const shift = amountShift(trouble, family);
    if (shift === undefined || !trouble.shifts.has('traffic')) continue;
    const amount = harmOf(shift) > 0 ? amountPerSecond(shift, rateOf(trouble)) : 0;
    amounts.set(service, amount);
    if (harmOf(shift) > minFeltEffect) largest = Math.max(largest, amount);
  }
  const felt = target === undefined ? undefined : amountShift(troubles.get(target), family);
  const symptom = felt === undefined ? largest : amountPerSecond(atLeastFelt(felt), rateOf(troubles.get(target ?? '')));
  return (service) => {
    const amount = amounts.get(service);
    return amount === undefined || symptom === 0 ? 1 : Math.min(1, amount / symptom);
  };
}

/** The alarm says that something was felt. */
function atLeastFelt(shift: Shift): Shift {
  const felt = Math.max(amountOf(shift), minFeltEffect * shift.spread);
  return { ...shift, level: shift.baseline + felt };
}

/**
 * Where nobody knows who calls whom: the share of a service's requests that fails, against the largest share of any, 0..1.
 * Callers fail at most as often as what they call, and other requests of theirs dilute it. Its root, since shares are rough.
 * 1 when it has no failures to compare.
 */
export function undilutedFailure(troubles: ReadonlyMap<string, ServiceTrouble>): (service: string) => number {
  const shares = new Map<string, number>();
  let largest = 0;
  for (const [service, trouble] of troubles) {
    const shift = amountShift(trouble, 'errors');
    if (shift === undefined || harmOf(shift) < minFeltEffect) continue;
    const share = shift.series.signal === 'error_rate' ? amountOf(shift) / rateOf(trouble) : amountOf(shift);
    shares.set(service, share);
    largest = Math.max(largest, share);
  }
  return (service) => {
    const share = shares.get(service);
    return share === undefined || largest === 0 ? 1 : Math.sqrt(share / largest);
  };
}

/** How much a slow network adds to what a call takes anyway, 0..1: full from half of the usual duration on. */
export function delayRelevance(trouble: ServiceTrouble | undefined): number {
  const delay = strongestShift(trouble, 'network');
  const normalLatency = amountShift(trouble, 'latency')?.baseline;
  if (delay === undefined || normalLatency === undefined || normalLatency <= 0) return 1;
  return Math.min(1, (2 * amountOf(delay)) / normalLatency);
}
