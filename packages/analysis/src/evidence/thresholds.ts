/**
 * The thresholds of describing evidence: each with its reason, its unit and its source. Sources: "public cases" were chosen while looking at the
 * cases of docs/accuracy.md (so they are not held out); "scenarios" were judged on the scripted incidents in
 * packages/analysis/test; "convention" limits what is read or shown, or is a plain definition.
 */

/** Characters that are quoted of a log line, title or message. Unit: characters. Source: convention. */
export const maxQuoteLength = 300;
/** Points of a small chart. Unit: points. Source: convention. */
export const sparkPoints = 24;
