/** Points of a series at most, and none finer than a scrape; the API refuses more than 11,000. */
export const maxPoints = 500;
export const minStepMs = 15_000;

/** Callees with series of their own: those with the most calls. */
export const maxCallees = 10;

/** Pods with series of their own: those with the highest values. */
export const maxPods = 8;

/** A pod is shown by itself when it has at least this share of the samples: only then is its own normal known. */
export const minShareOfSamples = 0.9;

/** With more pods than this, looking for their containers by name would make the queries too long. */
export const maxPodsInQuery = 100;

/** Where requests are broken down by their labels: at most so many labels, and so many groups of all labels together. */
export const maxBreakdownLabels = 6;
export const maxBreakdownGroups = 2_000;

/** With more groups, so many labels are asked for by themselves, those with at most so many values. */
export const maxSeparateLabels = 3;
export const maxBreakdownValues = 300;

/** A counter's increase needs a few scrapes; of long trouble the newest part tells where it is. */
export const minTroubleMs = 2 * 60_000;
export const maxTroubleMs = 60 * 60_000;

/** Series of one answer that are read: more than a question shows, and few enough that other runs do not wait for the reading. */
export const maxSeriesRead = 400;

/** Samples of one moment that are read: each is a single number. */
export const maxSamplesRead = 2_000;

/** Metrics whose type and help are kept; a large installation has some thousands. */
export const maxMetricsWithHelp = 20_000;

/** Rules of one group that are read. */
export const maxRulesRead = 2_000;
