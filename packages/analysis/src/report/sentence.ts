import type { EvidenceId, Sentence } from '@incidentfox/incident';

export type { Action, TimelineEvent } from '@incidentfox/incident';

/** At least one id, so that a sentence without evidence does not compile. */
export type Cited = readonly [EvidenceId, ...EvidenceId[]];

/** A sentence with what it rests on, each id once. */
export function sentence(text: string, [first, ...rest]: Cited): Sentence {
  return { text, evidence: [first, ...new Set(rest.filter((id) => id !== first))] };
}
