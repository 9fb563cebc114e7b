/**
 * The thresholds of the report: each with its reason, its unit and its source. Sources: "public cases" were chosen while looking at the
 * cases of docs/accuracy.md (so they are not held out); "scenarios" were judged on the scripted incidents in
 * packages/analysis/test; "convention" limits what is read or shown, or is a plain definition.
 */

/** Events in the timeline. Unit: events. Source: convention. */
export const maxTimelineEvents = 14;
/** Alternatives that are listed. Unit: hypotheses. Source: convention. */
export const maxAlternatives = 3;
/** What is less likely would be told as 0 %, and is no lead. Unit: probability. Source: convention. */
export const minAlternative = 0.01;
/** Evidence that is listed beyond what the sentences cite. Unit: facts. Source: convention. */
export const maxEvidence = 30;
/** A less likely alternative is not worth a line. Unit: probability. Source: convention. */
export const minProbability = 0.02;
/** Actions that are recommended. Unit: actions. Source: convention. */
export const maxActions = 5;
/** Sentences about the root cause. Unit: sentences. Source: convention. */
export const maxSentences = 5;
/**
 * For a service that changes more often, a change shortly before trouble is not called unlikely to be chance. Unit: changes
 * a day. Source: scenarios.
 */
export const maxChangesPerDay = 6;
/**
 * Undoing the wrong change costs more than one more look: below this confidence nothing is recommended to be undone. Unit:
 * probability. Source: principle.
 */
export const minUndoConfidence = 0.75;
/** Changes that are named as rivals. Unit: changes. Source: convention. */
export const maxRivals = 3;
/** Facts that the report tells against the cause. Unit: facts. Source: convention. */
export const maxAgainstTold = 2;
