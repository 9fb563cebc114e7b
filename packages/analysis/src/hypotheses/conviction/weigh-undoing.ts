import type { ScoredChange } from '../../changes/scored-change.ts';
import { takenBackBy } from '../../changes/takes-back.ts';
import { clock } from '../../evidence/clock.ts';
import type { AlterationKind } from '../../patches/index.ts';
import type { Scene } from '../../scene/scene.ts';
import { citeChange } from '../citations/cite.ts';
import type { Term } from './term.ts';
import { stillIllMs, undoingTerms } from './thresholds.ts';

/** Whether the trouble ended when the change was undone, or went on all the same. */
export function weighUndoing(scored: ScoredChange, scene: Scene): Term[] {
  const undoing = undoneBy(scored, scene);
  if (undoing === null) return [];
  const evidence = [citeChange(scene.book, undoing, scene.onset)];
  const at = clock(undoing.change.startedAt);
  if (scored.undoneBy !== null)
    return [
      { about: 'undoing', value: undoingTerms.ended, text: `the trouble ended after it was undone at ${at}`, evidence },
    ];
  const { to } = scene.observations.window;
  if (scene.recoveredAt !== null || to - undoing.change.startedAt < stillIllMs) return [];
  // Going back to the code before brings back no index and no table.
  const stays = scored.reading?.alterations.some(({ kind }) => outlivesUndoing.has(kind)) ?? false;
  const value = undoingTerms.wentOn * (stays ? undoingTerms.outlived : 1);
  return [{ about: 'undoing', value, text: `it was undone at ${at} and the trouble went on`, evidence }];
}

/** What a deploy of the version before does not take back. */
const outlivesUndoing: ReadonlySet<AlterationKind> = new Set([
  'index_removed',
  'column_removed',
  'table_removed',
  'migration',
]);

/** The later change that took this one back; null when it stands. */
export function undoneBy({ change }: ScoredChange, scene: Scene): ScoredChange | null {
  const undoing = takenBackBy(
    change,
    scene.changes.map((one) => one.change),
  );
  return undoing === null ? null : (scene.changes.find((one) => one.change === undoing) ?? null);
}
