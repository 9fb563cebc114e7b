/**
 * The thresholds of the verdict: each with its reason, its unit and its source. Sources: "public cases" were chosen while looking at the
 * cases of docs/accuracy.md (so they are not held out); "scenarios" were judged on the scripted incidents in
 * packages/analysis/test; "convention" limits what is read or shown, or is a plain definition.
 */

/**
 * What only log lines say stays below high confidence: their words may be anybody's. Unit: probability. Source: principle.
 */
export const maxWordsConfidence = 0.79;
/**
 * Below `minConfidence`, so that no cause is named: what would tell why was asked for and most of it did not answer, or the service shows what
 * every victim shows. Unit: probability. Source: convention.
 */
export const maxUnexplainedConfidence = 0.55;
/** From here on most kinds of telemetry did not answer. Unit: share. Source: convention. */
export const mostKinds = 0.5;
/**
 * What only its own metrics and logs speak for is never sure: of such answers that would be, one in twenty was wrong on random systems, of those
 * that others, the platform or a change confirm one in sixty. Unit: probability. Source: random systems.
 */
export const maxUnconfirmedConfidence = 0.89;
/**
 * The same where nobody measured how much is asked of anything: that it is the load, which comes from elsewhere, could not show. Unit:
 * probability. Source: principle; the public cases showed the need.
 */
export const maxUnseenLoadConfidence = 0.79;
/** With more of the probability on changes of its own, none of which is blamed, it is half an answer and never a sure one. Unit: probability. Source: principle. */
export const maxOpenChanges = 0.3;
/** So many other services that complain about it confirm it. Unit: services. Source: random systems. */
export const minNamers = 2;
/** A third kind of telemetry confirms what two show. Unit: kinds. Source: random systems. */
export const minConfirmingKinds = 3;
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
