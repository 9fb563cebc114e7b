import type { EvidenceId } from '@incidentfox/incident';
import type { ScoredChange } from '../../changes/scored-change.ts';
import { minConvicted } from './thresholds.ts';

/** One thing that speaks for or against a change. */
export interface Fact {
  about: 'time' | 'place' | 'words' | 'undoing';
  /** In words, as a part of a sentence. Names in it are untrusted. */
  text: string;
  evidence: readonly EvidenceId[];
}

/** A change that could have done it. */
export interface Suspect {
  scored: ScoredChange;
  /** Given that the trouble began at this origin, 0..1. */
  probability: number;
  /** What puts it apart from its rivals: time, place, what it says, or that undoing it ended the trouble. */
  separating: readonly Fact[];
  against: readonly Fact[];
  /** The one line of its diff that counts, in words: "pool size 50 -> 5 in `db/pool.ts`". Untrusted; null when no diff tells. */
  quote: string | null;
}

/**
 * What is known about who did it, for one origin: the changes that could have, and the possibility that none did. The
 * probabilities of the suspects and `noChange` sum to 1.
 */
export interface Conviction {
  /** Best first. */
  suspects: readonly Suspect[];
  /** The probability that no change in the window explains the trouble. */
  noChange: number;
  /** A separating fact puts the first ahead. When false, rivals share the probability and nothing may be undone. */
  isSeparated: boolean;
}

/** Whether the first suspect may be named as the trigger: it stands apart from its rivals and is more likely than not. */
export const isConvicted = ({ suspects, isSeparated }: Conviction): boolean =>
  isSeparated && (suspects[0]?.probability ?? 0) >= minConvicted;
