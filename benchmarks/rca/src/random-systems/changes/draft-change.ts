import type { Change, Patch } from '@incidentfox/incident';
import type { RandomSource } from '../random.ts';
import type { Timeline } from '../time/timeline.ts';

/** A change before it has an id. */
export type DraftChange = Omit<Change, 'id' | 'questionId'>;

/** When the change was made that shows from the onset on: seconds to minutes before. */
export function beforeOnset(
  random: RandomSource,
  { onset, alarmAt }: Timeline,
  minMs = 2_000,
  maxMs = 180_000,
): number {
  const lead = Math.max(4_000, alarmAt - onset);
  return Math.round(onset - random.between(Math.min(minMs, 0.1 * lead), Math.min(maxMs, 0.8 * lead)));
}

export function deployOf(random: RandomSource, service: string, startedAt: number, patch: Patch | null): DraftChange {
  const minor = random.whole(1, 60);
  const sha = Math.floor(random.next() * 2 ** 40)
    .toString(16)
    .padStart(10, '0');
  return {
    kind: 'deploy',
    service,
    startedAt,
    ...(random.happens(0.6) ? { finishedAt: startedAt + Math.round(random.between(5_000, 60_000)) } : {}),
    status: 'succeeded',
    title: patch?.commits[0]?.title ?? `Deploy ${service} 1.${minor + 1}.0`,
    version: `1.${minor + 1}.0`,
    previousVersion: `1.${minor}.${random.whole(0, 4)}`,
    sha,
    scopeMatch: 'exact',
    ...(patch === null ? {} : { patch }),
  };
}
