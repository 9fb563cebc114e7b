/** What kind of thing is claimed. */
export const claimKinds = [
  'number',
  'time',
  'direction',
  'trouble',
  'coverage',
  'change',
  'ruled out',
  'call',
  'quote',
  'place',
  'name',
  'advice',
  'gap',
  'contradiction',
  'repetition',
  'unread',
] as const;
export type ClaimKind = (typeof claimKinds)[number];

/** One thing that a report says, compared with the observations. */
export interface CheckedClaim {
  kind: ClaimKind;
  /** The part of the report that says it. */
  section: string;
  /** The whole sentence. Untrusted names. */
  sentence: string;
  /** Null when the sentence is of a form that nobody can compare. */
  isTrue: boolean | null;
  /** What the observations say instead; empty when the claim holds. */
  why: string;
}

/** A claim before it is known in which sentence it stands. */
export type ClaimCheck = Pick<CheckedClaim, 'kind' | 'isTrue' | 'why'>;

/** `why` is only kept where the claim does not hold. */
export const check = (kind: ClaimKind, isTrue: boolean, why: string): ClaimCheck => ({
  kind,
  isTrue,
  why: isTrue ? '' : why,
});
