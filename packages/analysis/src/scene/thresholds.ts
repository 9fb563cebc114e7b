/**
 * The thresholds of the scene: each with its reason, its unit and its source. Sources: "public cases" were chosen while looking at the
 * cases of docs/accuracy.md (so they are not held out); "scenarios" were judged on the scripted incidents in
 * packages/analysis/test; "convention" limits what is read or shown, or is a plain definition.
 */

/** Symptoms farther apart than this are two stories. Unit: ms. Source: scenarios. */
export const storyGapMs = 20 * 60_000;
/** However coarse the steps are, the onset is taken to be known this well. Unit: ms. Source: convention. */
export const maxToleranceMs = 5 * 60_000;
/** A change this much later than the onset is later, however long rates are averaged. Unit: ms. Source: convention. */
export const maxBlurMs = 10 * 60_000;
/** Weaker symptoms do not date an onset or a recovery. Unit: strength, 0..1. Source: scenarios. */
export const clearStrength = 0.3;
/** An alarm this much later than the errors came when the trouble was known, or over. Unit: ms. Source: scenarios. */
export const lateAlarmMs = 8 * 60_000;
/** Metrics are mostly by the minute: the first full minute of errors is measured. Unit: ms. Source: convention. */
export const minuteMs = 60_000;
/** An alarm this much before its own signal moved was early, or its clock was wrong. Unit: ms. Source: scenarios. */
export const earlyAlarmMs = 2 * 60_000;
/**
 * The alarm itself is evidence for its signal, so less than a significant effect dates its move. Unit: spreads. Source:
 * scenarios.
 */
export const minTargetEffect = 2.5;
/** Events that began this long before the window are a chronic condition, not this incident. Unit: ms. Source: scenarios. */
export const chronicMs = 30 * 60_000;
/** A claim in the logs that measurements do not confirm counts this much. Unit: factor. Source: scenarios. */
export const unconfirmedWeight = 0.4;
/** With so many lines or occurrences a pattern or tracked error has half of its strength. Unit: count. Source: scenarios. */
export const halfStrengthCount = 5;
/**
 * The strength that error lines, or a tracked error, approach with their number. Unit: strength, 0..1. Source: scenarios.
 */
export const maxErrorLineStrength = 0.9;
/** The strength that warnings approach with their number. Unit: strength, 0..1. Source: scenarios. */
export const maxWarningLineStrength = 0.5;
/** A shift of this effect is a symptom of full strength. Unit: spreads. Source: scenarios. */
export const fullStrengthEffect = 12;
/** A complaint that comes no oftener than this is a stray one. Unit: ms. Source: convention. */
export const strayGapMs = 30 * 60_000;
/** Smaller shifts matter to nobody, whatever their statistics. Units: in each name; ratios are to the normal value. Source: scenarios. */
export const minMaterial = {
  /** Share of the requests that fails, or of the time that is lost. */
  failureShare: 0.01,
  latencyRatio: 1.25,
  latencySeconds: 0.005,
  restarts: 0.5,
  requestGrowthRatio: 1.4,
  /** Requests that fall to less than this share of normal. */
  requestFallRatio: 0.7,
  saturationShare: 0.1,
  /** Work that waits this much longer than usual. */
  queueAgeSeconds: 10,
  /** Waiting work is counted, not known how fast it goes: a few more are nothing. */
  queueLength: 20,
  queueLengthRatio: 3,
  errorRateRatio: 1.5,
  otherRatio: 1.2,
} as const;
