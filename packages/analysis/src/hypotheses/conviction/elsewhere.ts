import type { ScoredChange } from '../../changes/scored-change.ts';
import type { Origin } from '../origins/origin.ts';
import type { Conviction } from './conviction.ts';

/** An origin, and what its changes are worth. */
export interface JudgedOrigin {
  origin: Origin;
  conviction: Conviction;
}

/**
 * The probability that a change did it with the trouble beginning at another origin. A change that is told by its words or by its
 * undoing is as likely as all origins together make it: only hours and places differ.
 */
export function elsewhereOf(change: ScoredChange | undefined, origin: Origin, judged: readonly JudgedOrigin[]): number {
  return judged.reduce((sum, { origin: other, conviction }) => {
    const suspect = other === origin ? undefined : conviction.suspects.find(({ scored }) => scored === change);
    const isTold = suspect?.separating.some(({ about }) => about === 'words' || about === 'undoing') ?? false;
    return sum + (isTold ? other.probability * (suspect?.probability ?? 0) : 0);
  }, 0);
}
