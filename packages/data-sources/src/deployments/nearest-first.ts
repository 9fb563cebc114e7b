import type { Change } from '@incidentfox/incident';
import type { Question } from '../data-source.ts';

/** Clocks of vendors differ, and an incident is declared late rather than early. */
const slackMs = 5 * 60_000;

/** When people were alarmed, as far as a source knows. Epoch ms. */
export function alarmOf({ incident, window }: Pick<Question, 'incident' | 'window'>): number {
  const declared = Date.parse(incident?.createdAt ?? '');
  return Number.isNaN(declared) ? window.to : declared;
}

/** The last change before the alarm first, then those before it; what came after it is told last. */
export function nearestFirst<T extends Pick<Change, 'startedAt'>>(changes: readonly T[], alarmAt: number): T[] {
  const distance = ({ startedAt }: T): number => {
    const before = alarmAt + slackMs - startedAt;
    return before >= 0 ? before : Number.MAX_SAFE_INTEGER / 2 - before;
  };
  return [...changes].sort((a, b) => distance(a) - distance(b));
}
