import type { Change, ChangeHistory, Window } from '@incidentfox/incident';
import type { Revision } from './to-revisions.ts';

/**
 * How often the workload was rolled out before the change window. The cluster keeps only the newest revisions: when the oldest
 * one known is younger than the range asked for, the range begins there, so that the rate stays right. Null when nothing
 * is known of that range.
 */
export function toChangeHistory(
  question: { service: { name: string }; window: Window; history: Window },
  changes: readonly Change[],
  revisions: readonly Revision[],
  revisionsKept: number,
): ChangeHistory | null {
  const to = Math.min(question.history.to, question.window.from);
  const times = revisions.flatMap((revision) => revision.at ?? []);
  const isCut = revisions.length > revisionsKept;
  const from = isCut ? Math.max(question.history.from, Math.min(...times)) : question.history.from;
  if (times.length === 0 || from >= to) return null;
  const count = changes.filter(({ startedAt }) => startedAt >= from && startedAt < to).length;
  return { service: question.service.name, count, spanMs: to - from };
}
