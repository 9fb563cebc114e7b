import type { ChangeKind } from '@incidentfox/incident';

/**
 * The thresholds of weighing changes: each with its reason, its unit and its source. Sources: "public cases" were chosen while looking at the
 * cases of docs/accuracy.md (so they are not held out); "scenarios" were judged on the scripted incidents in
 * packages/analysis/test; "convention" limits what is read or shown, or is a plain definition.
 */

/** Sightings farther apart than this are two changes. Unit: ms. Source: scenarios. */
export const sameChangeMs = 15 * 60_000;
/** Two sources report the moment of one setting change at most this far apart. Unit: ms. Source: scenarios. */
export const sameMomentMs = 3 * 60_000;
/**
 * A change this long before trouble would still have been suspected, so chance is judged over this range. Unit: ms. Source:
 * scenarios.
 */
export const suspicionMs = 60 * 60_000;
/** Rates of change are given by the day. Unit: ms. Source: convention. */
export const dayMs = 24 * 60 * 60_000;
/** Without a history a service is taken to change a few times a day. Unit: probability. Source: scenarios. */
export const defaultRarity = 0.85;
/** After this long a change is half as suspect. Unit: ms. Source: scenarios. */
export const halfSuspicionMs = 40 * 60_000;
/** The same for a change that fills a heap, a pool or a disk, or empties a cache. Unit: ms. Source: scenarios. */
export const halfSlowSuspicionMs = 4 * 60 * 60_000;
/** A change that is dated later than the onset, though by no more than rates blur. Unit: factor. Source: principle. */
export const laterWeight = 0.3;
/** What a diff that was read takes from the suspicion when it can do nothing. Unit: factor. Source: scenarios. */
export const saysWeights = { harmless: 0.05, nothingFound: 0.4 } as const;
/** Trouble that ends within this long after a rollback ended because of it. Unit: ms. Source: scenarios. */
export const maxRecoveryMs = 20 * 60_000;
/** A change that failed may not have taken effect. Unit: factor. Source: scenarios. */
export const failedChangeWeight = 0.6;
/** When undoing a change ended the trouble, this much of the doubt about it remains. Unit: factor. Source: scenarios. */
export const undoneDoubtWeight = 0.4;
/** How far a kind of change goes as an explanation. Unit: factor. Source: scenarios. */
export const kindWeights: Record<ChangeKind, number> = {
  deploy: 1,
  rollback: 0.8,
  release: 0.8,
  merge: 0.4,
  pipeline: 0.4,
  flag: 0.95,
  config: 0.95,
  infra: 0.7,
  scale: 0.6,
};
/** How close a change is to the trouble: its own service, what that service calls, its node. Unit: factor. Source: scenarios. */
export const scopeWeights = {
  same_service: 1,
  dependency: 0.8,
  shared_node: 0.5,
  environment: 0.45,
  unrelated: 0,
} as const;
