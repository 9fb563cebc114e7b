import type { EvidenceId } from '@incidentfox/incident';
import type { Fact } from './conviction.ts';

/** One reason for or against a change, in log odds. */
export interface Term {
  about: Fact['about'] | 'rarity';
  value: number;
  /** In words, as a part of a sentence; null for what nobody needs to read. */
  text: string | null;
  evidence: readonly EvidenceId[];
}

export const sumOf = (terms: readonly Term[]): number => terms.reduce((sum, { value }) => sum + value, 0);
