import type { ScoredChange } from '../../changes/scored-change.ts';
import { takesBack } from '../../changes/takes-back.ts';
import { clock } from '../../evidence/clock.ts';
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
  return [
    { about: 'undoing', value: undoingTerms.wentOn, text: `it was undone at ${at} and the trouble went on`, evidence },
  ];
}

/** The later change that took this one back; null when it stands. */
export function undoneBy({ change }: ScoredChange, scene: Scene): ScoredChange | null {
  return scene.changes.find(({ change: later }) => takesBack(later, change)) ?? null;
}
