/**
 * The thresholds of the verdict: each with its reason, its unit and its source. Sources: "public cases" were chosen while looking at the
 * cases of docs/accuracy.md (so they are not held out); "scenarios" were judged on the scripted incidents in
 * packages/analysis/test; "convention" limits what is read or shown, or is a plain definition.
 */

/** From here on confidence is called high, which takes two independent sources. Unit: probability. Source: convention. */
export const highConfidence = 0.8;
/** One source alone stays below high confidence. Unit: probability. Source: convention. */
export const maxSingleSourceConfidence = 0.79;
/**
 * Each kind of telemetry that was not there leaves this much doubt, however clear the rest is. Unit: probability. Source:
 * convention.
 */
export const missingKindDoubt = 0.005;
/** With two services level nobody can be sure of one. Unit: probability. Source: public cases. */
export const contestedConfidence = 0.58;
/** How fast the limit for contested cases rises with the lead. Unit: probability per lead. Source: public cases. */
export const contestedSlope = 2;
/** A part of the score smaller than this agrees with nothing. Unit: score. Source: public cases. */
export const minAgreeingPart = 1;
/** A symptom of this effect is as plain as it gets. Unit: spreads. Source: public cases. */
export const maxSymptomEffect = 8;
/** Without the alarm's own service some shift is easily found. Unit: factor. Source: public cases. */
export const unknownTargetWeight = 0.5;
/** Above this score the share of right answers no longer grows. Unit: score. Source: public cases. */
export const maxUsefulScore = 6;
/** A lower score is what healthy systems show. Unit: score. Source: public cases. */
export const maxQuietScore = 1;
/** So many answers are needed before silence means that nothing is wrong. Unit: answers. Source: public cases. */
export const minAnswers = 3;
/** A weaker symptom is noise when it stands alone. Unit: strength, 0..1. Source: scenarios. */
export const minTroubleStrength = 0.4;
/** Kinds of telemetry that must have answered before silence means health. Unit: kinds. Source: scenarios. */
export const minAnsweredKinds = 2;
/** How much platform telemetry moves the calibrated start. Units: log odds at full strength, or for each. Source: scenarios. */
export const evidenceWeights = {
  platform: 1.2,
  change: 1.4,
  named: 0.9,
  lead: 1.6,
  /** The lead at which the second hypothesis neither adds nor takes away. Unit: share of the score. */
  neutralLead: 0.4,
  /** For each gap, up to `maxGaps`. */
  gap: 0.35,
  maxGaps: 1.2,
} as const;
/** The calibrated start is held in this range before platform telemetry moves it. Unit: probability. Source: scenarios. */
export const startRange = { min: 0.25, max: 0.85 } as const;
/** Each gap lowers the ceiling of a well-supported confidence by this, up to `max`. Unit: probability. Source: scenarios. */
export const gapDoubt = { each: 0.06, max: 0.2 } as const;
/** What one source alone loses below high confidence, and for each essential kind without an answer. Unit: probability. Source: scenarios. */
export const singleSourceDoubt = { base: 0.05, eachMissingKind: 0.1 } as const;
/**
 * A callee that the first of the ranking complains about inherits this much of its confidence. Unit: share. Source:
 * scenarios.
 */
export const minExplainedShare = 0.8;
/**
 * Of what the first hypothesis leaves open, this share goes to causes that nobody thought of. Unit: share. Source:
 * convention.
 */
export const unknownCauseShare = 0.3;
