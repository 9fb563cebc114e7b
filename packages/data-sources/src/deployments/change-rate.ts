import type { Change, ChangeHistory } from '@incidentfox/incident';
import type { ChangesQuestion } from '../data-source.ts';

/** How often such changes came before the window; null when the range before it is empty. */
export function changeRate(
  changes: readonly Pick<Change, 'startedAt'>[],
  question: ChangesQuestion,
): ChangeHistory | null {
  const { from } = question.history;
  const to = Math.min(question.history.to, question.window.from);
  if (to <= from) return null;
  return {
    service: question.service.name,
    count: changes.filter((one) => one.startedAt >= from && one.startedAt < to).length,
    spanMs: to - from,
  };
}

/** The changes that began within the window of the question. */
export function withinWindow<T extends Pick<Change, 'startedAt'>>(
  changes: readonly T[],
  { window }: Pick<ChangesQuestion, 'window'>,
): T[] {
  return changes.filter(({ startedAt }) => startedAt >= window.from && startedAt < window.to);
}
