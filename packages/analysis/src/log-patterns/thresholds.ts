/**
 * The thresholds of reading logs: each with its reason, its unit and its source. Sources: "public cases" were chosen while looking at the
 * cases of docs/accuracy.md (so they are not held out); "scenarios" were judged on the scripted incidents in
 * packages/analysis/test; "convention" limits what is read or shown, or is a plain definition.
 */

/** Fewer lines than this are no surge, whatever their ratio. Unit: sampled lines. Source: public cases. */
export const minSurgeLines = 5;
/** A surge has at least this many times the expected lines. Unit: factor. Source: public cases. */
export const minSurgeRatio = 3;
/** A surge is this far beyond chance. Unit: standard deviations of a count. Source: public cases. */
export const minSurgeSigmas = 4;
/**
 * A pattern must have been expected this often before its absence means that it vanished. Unit: lines. Source: public cases.
 */
export const minExpectedToVanish = 10;
/** A smaller difference of the running excess does not separate two moments. Unit: lines. Source: public cases. */
export const surgeBlur = 0.5;
/**
 * From so many expected baseline sightings on, an absence there means that the pattern is new. Unit: lines. Source: public
 * cases.
 */
export const minExpectedToBeNew = 3;
/** Statements of one service that are read for names. Unit: statements. Source: convention (bounds the work). */
export const maxPatternsPerService = 2_000;
/** A statement with this share of the sampled lines is what made the volume rise. Unit: share. Source: public cases. */
export const minRisingShare = 0.2;
/** A predecessor must come before this share of the baseline lines of a pattern. Unit: share. Source: public cases. */
export const minPredecessorShare = 0.4;
/** A bucket this far between the normal and the risen count belongs to the rise. Unit: share. Source: public cases. */
export const minVolumeRiseShare = 0.25;
/** Hosts that are counted for a statement. Unit: hosts. Source: convention (bounds the memory). */
export const maxHosts = 50;
/**
 * Plain lines that begin with the same words come from one statement, however long the lists are that they end in. Unit:
 * words. Source: public cases.
 */
export const statementWords = 4;
/**
 * Up to here the lines at hand are nearly all; beyond, a sample may be the newest lines only. Unit: lines per sampled line.
 * Source: public cases.
 */
export const maxLinesPerSample = 1.2;
/**
 * The change in the logs is looked for from this long before the alarm; much later alarms are corrected earlier. Unit: ms.
 * Source: public cases.
 */
export const maxChangeBeforeAlarmMs = 2 * 60_000;
/** The change in the logs is looked for until this long after the alarm. Unit: ms. Source: public cases. */
export const maxChangeAfterAlarmMs = 5 * 60_000;
/** How finely the change in the logs is looked for. Unit: ms. Source: public cases. */
export const changeStepMs = 60_000;
/** Characters of a line that are read for its statement. Unit: characters. Source: convention (bounds the work). */
export const maxStatementLength = 400;
/**
 * Digits between letters make an id of a word this long; `k8s` and `log4j` are names. Unit: characters. Source: public
 * cases.
 */
export const minIdLength = 6;
/** Names that are read out of one line. Unit: mentions. Source: convention (bounds the work). */
export const maxMentions = 12;
/** Two lines are one statement when this share of their words agrees. Unit: share. Source: public cases. */
export const minLikeness = 0.6;
/**
 * More statements than this under one beginning are free text: the closest is taken whatever its likeness. Unit: statements.
 * Source: convention (bounds the work).
 */
export const maxTemplatesPerBranch = 64;
/** Distinct lines whose statement is remembered. Unit: lines. Source: convention (bounds the memory). */
export const maxRememberedLines = 50_000;

/**
 * Characters of one log line in which names are looked for: a dump in a line names nothing more. Unit: characters.
 * Source: convention (bounds the work).
 */
export const maxLineRead = 32_000;
