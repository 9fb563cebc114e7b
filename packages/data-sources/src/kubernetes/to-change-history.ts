import type { Change, ChangeHistory, Window } from '@incidentfox/incident';
import type { Revision } from './to-revisions.ts';

/**
 * How often the workload was rolled out before the change window. The cluster keeps only the newest revisions: when the oldest
 * one known is younger than the stretch asked for, the stretch begins there, so that the rate stays right. Null when nothing
 * is known of that stretch.
 */
export function toChangeHistory(
  ask: { service: { name: string }; window: Window; history: Window },
  changes: readonly Change[],
  revisions: readonly Revision[],
  kept: number,
): ChangeHistory | null {
  const to = Math.min(ask.history.to, ask.window.from);
  const times = revisions.flatMap((revision) => revision.at ?? []);
  const isCut = revisions.length > kept;
  const from = isCut ? Math.max(ask.history.from, Math.min(...times)) : ask.history.from;
  if (times.length === 0 || from >= to) return null;
  const count = changes.filter(({ startedAt }) => startedAt >= from && startedAt < to).length;
  return { service: ask.service.name, count, spanMs: to - from };
}
