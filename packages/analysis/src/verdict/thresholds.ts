/**
 * The thresholds of the verdict: each with its reason, its unit and its source. Sources: "public cases" were chosen while looking at the
 * cases of docs/accuracy.md (so they are not held out); "scenarios" were judged on the scripted incidents in
 * packages/analysis/test; "convention" limits what is read or shown, or is a plain definition.
 */

/** One kind of telemetry alone stays below high confidence. Unit: probability. Source: convention. */
export const maxSingleKindConfidence = 0.79;
/** Nothing is called healthy that is less likely so. Unit: probability. Source: convention. */
export const minNothingWrong = 0.5;
/** A weaker symptom is noise when it stands alone. Unit: strength, 0..1. Source: scenarios. */
export const minTroubleStrength = 0.4;
/** Kinds of telemetry that must have answered before silence means health. Unit: kinds. Source: scenarios. */
export const minAnsweredKinds = 2;
/**
 * Of what the first hypothesis leaves open, this share goes to causes that nobody thought of. Unit: share. Source:
 * convention.
 */
export const unknownCauseShare = 0.3;
