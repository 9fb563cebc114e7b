import type { Change, ChangeHistory } from '@incidentfox/incident';
import type { ChangesAsk } from '../data-source.ts';

/** How often such changes came before the window; null when the stretch before it is empty. */
export function changeRate(changes: readonly Pick<Change, 'startedAt'>[], ask: ChangesAsk): ChangeHistory | null {
  const { from } = ask.history;
  const to = Math.min(ask.history.to, ask.window.from);
  if (to <= from) return null;
  return {
    service: ask.service.name,
    count: changes.filter((one) => one.startedAt >= from && one.startedAt < to).length,
    spanMs: to - from,
  };
}

/** The changes that began within the window of the question. */
export function withinWindow<T extends Pick<Change, 'startedAt'>>(
  changes: readonly T[],
  { window }: Pick<ChangesAsk, 'window'>,
): T[] {
  return changes.filter(({ startedAt }) => startedAt >= window.from && startedAt < window.to);
}
