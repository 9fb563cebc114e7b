import type { Change, ChangeHistory } from '@incidentfox/incident';
import type { RandomSource } from '../random.ts';
import type { System } from '../system/component.ts';
import type { DraftChange } from './draft-change.ts';

const week = 7 * 24 * 60 * 60_000;

/** Changes with ids that tell nothing, in their order; the id of the guilty one beside them. */
export function toChanges(
  random: RandomSource,
  drafts: readonly DraftChange[],
  guilty: DraftChange | null,
): { changes: Change[]; guiltyChange: string | null } {
  let guiltyChange: string | null = null;
  const changes = drafts.map((draft): Change => {
    const id = `change-${Math.floor(random.next() * 2 ** 40).toString(36)}`;
    if (draft === guilty) guiltyChange = id;
    return { ...draft, id, questionId: 'q-changes' };
  });
  return { changes, guiltyChange };
}

export const toHistories = (
  random: RandomSource,
  { components }: System,
  covered: ReadonlySet<number>,
): ChangeHistory[] =>
  components
    .filter(({ index, role }) => covered.has(index) && (role === 'app' || role === 'edge' || role === 'worker'))
    .map(({ name }) => ({ service: name, count: Math.floor(Math.exp(random.between(0, 3.7))), spanMs: week }));
