/**
 * The thresholds of measuring shifts: each with its reason, its unit and its source. Sources: "public cases" were chosen while looking at the
 * cases of docs/accuracy.md (so they are not held out); "scenarios" were judged on the scripted incidents in
 * packages/analysis/test; "convention" limits what is read or shown, or is a plain definition.
 */

/** Effects beyond this have left the normal range. Unit: spreads. Source: public cases. */
export const significantEffect = 4;
/** An alarm may be a little late: the search starts this long, or one step, before it. Unit: ms. Source: public cases. */
export const alarmSlackMs = 2 * 60_000;
/**
 * The early start of the search never takes more than this share of what is known from before the alarm. Unit: share.
 * Source: public cases.
 */
export const maxSlackShare = 0.6;
/**
 * When the alarm came before the series has a past, its first samples stand in for one. Unit: samples. Source: public cases.
 */
export const minPastSamples = 6;
/**
 * A difference that was there this long before the alarm is a standing condition, not an onset. Unit: ms. Source: public
 * cases.
 */
export const standingMs = 40 * 60_000;
/** The effect of a standing condition is multiplied by this. Unit: factor. Source: public cases. */
export const standingWeight = 0.35;
/** However narrow the window is, an alarm may be this late. Unit: ms. Source: public cases. */
export const maxAlarmDelayMs = 3 * 60_000;
/** The same delay for coarse series. Unit: steps of the series. Source: public cases. */
export const maxAlarmDelaySteps = 1.5;
/**
 * Trouble that ended, and lasted after the alarm for less than this share of its time before it, was over by the alarm.
 * Unit: share. Source: public cases.
 */
export const endedShare = 0.6;
/** The effect of trouble that was over by the alarm is multiplied by this. Unit: factor. Source: public cases. */
export const endedWeight = 0.25;
/** Trouble that ended a step before the alarm did not raise it. Unit: factor. Source: public cases. */
export const endedBeforeAlarmWeight = 0.05;
/**
 * Requests that never stopped before and now did are rarer than their distance to zero says. Unit: factor. Source: public
 * cases.
 */
export const ceasedFactor = 2.5;
/** So many past samples must all be above zero before a stop is remarkable. Unit: samples. Source: public cases. */
export const minSamplesBeforeCeasing = 10;
/** A single sample after the alarm can be noise. Unit: factor. Source: public cases. */
export const loneSampleWeight = 0.5;
/** With a past of this many samples, half of the effect is believed. Unit: samples. Source: public cases. */
export const halfTrustSamples = 5;
/**
 * Effects grow linearly up to here and logarithmically beyond: a clearer shift is not that much clearer. Unit: spreads.
 * Source: public cases.
 */
export const maxLinearEffect = 8;
/**
 * Above this many samples after the alarm neighbours are joined: one second of noise is not a shift. Unit: samples. Source:
 * public cases.
 */
export const maxSamplesAfterAlarm = 16;
/** A spread below this share of the level is not worth mentioning. Unit: share of the centre. Source: public cases. */
export const minLevelShare = 0.05;
/**
 * A spread below this share of the usual range is not worth mentioning. Unit: share of the 10th to 90th percentile. Source:
 * public cases.
 */
export const minRangeShare = 0.05;
/** A third of a percentage point of failures wakes nobody. Unit: share of the requests. Source: public cases. */
export const minFailureShare = 0.003;
/** One percentage point of utilisation wakes nobody. Unit: share of the limit. Source: public cases. */
export const minUtilisationShare = 0.01;
/**
 * How far the past strays is read at this quantile: noise that a shift must exceed. Unit: quantile. Source: public cases.
 */
export const strayQuantile = 0.95;
/** Neighbouring strays beyond this belong to an earlier incident. Unit: spreads. Source: public cases. */
export const minEpisodeEffect = 4;
/** The earliest part of a series, that a slow rise is compared with. Unit: share of its samples. Source: convention. */
export const earlyShare = 0.25;
/** A rise of hours needs so long a past to be told from a wave. Unit: ms. Source: convention. */
export const minRampPastMs = 2 * 3600_000;
/** Fewer early samples say nothing. Unit: samples. Source: convention. */
export const minEarlySamples = 6;
/** A slow rise must have come this far. Unit: spreads of the earliest part. Source: convention. */
export const minRampEffect = 4;
/** After the alarm it must have come this much farther than before it. Unit: factor. Source: convention. */
export const minFurtherRise = 1.15;
/** Nearer than this to the earliest part, it has not begun to rise. Unit: spreads of the earliest part. Source: convention. */
export const rampEndEffect = 2;
/** Samples on either side that are joined, so that noise does not end a rise. Unit: samples. Source: convention. */
export const rampNeighbours = 2;
/** Seasons are weekly. Unit: ms. Source: convention. */
export const weekMs = 7 * 24 * 3600_000;
/** So many samples need a counterpart a week earlier before the season is taken out. Unit: share. Source: public cases. */
export const minWeeklyCoverage = 0.8;
