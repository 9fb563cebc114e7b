import type { Change } from '@incidentfox/incident';
import type { Shift } from '../onset/shift.ts';
import { significantEffect } from '../onset/thresholds.ts';
import { familyOf } from './signal-families.ts';
import { maxWarmUpMs, warmUpStartMs, warmUpWeight } from './thresholds.ts';

const starts: ReadonlySet<Change['kind']> = new Set(['deploy', 'rollback', 'release', 'scale', 'config']);

/**
 * Weakens what a fresh start does by itself: busy and slow from right after a deploy of the service, and over within minutes although
 * nobody undid it. A deploy that breaks something does not get well by waiting.
 */
export function discountWarmUp(shifts: readonly Shift[], changes: readonly Change[]): Shift[] {
  const startsOf = new Map<string, Change[]>();
  for (const change of changes)
    if (change.service !== null && starts.has(change.kind))
      startsOf.set(change.service, [...(startsOf.get(change.service) ?? []), change]);
  return shifts.map((shift) => {
    const own = startsOf.get(shift.series.service);
    if (own === undefined || !isWarmUp(shift, own)) return shift;
    const effect = shift.effect * warmUpWeight;
    return { ...shift, effect, significant: shift.significant && Math.abs(effect) >= significantEffect };
  });
}

function isWarmUp(shift: Shift, changes: readonly Change[]): boolean {
  const family = familyOf(shift);
  const { onsetAt, recoveredAt } = shift;
  if ((family !== 'resource' && family !== 'latency') || recoveredAt === null) return false;
  const slack = shift.series.stepMs;
  return changes.some(({ startedAt, finishedAt }) => {
    const began = onsetAt >= startedAt - slack && onsetAt <= (finishedAt ?? startedAt) + warmUpStartMs + slack;
    const isShort = recoveredAt - (finishedAt ?? startedAt) <= maxWarmUpMs + slack;
    const isUndone = changes.some((other) => other.startedAt > startedAt && other.startedAt <= recoveredAt);
    return began && isShort && !isUndone;
  });
}
