/** Trouble that is spread over everything or that is no more than usual has no place. At least this many more than usual. */
export const minExcess = 15;

/** And at least this share of what is counted is more than usual. */
export const minExcessShare = 0.3;

/** The values must hold at least this share of what is more than usual. */
export const minShare = 0.6;

/** And this much more of it than of the load. */
export const minShareAboveLoad = 0.15;

/** And what has them must be hit this many times as often as what has not. */
export const minRiskRatio = 3;

/** How likely it may be that chance alone gathers the trouble there, all ways to choose values counted. */
export const maxChance = 1e-3;

/** One cause makes several failures (retries, one client, one batch): so many count as one. */
export const countsAsOne = 3;

/** In values that were never or rarely seen in normal time, the usual rate counts as if that many requests had been seen. */
export const priorRequests = 100;

/** Without a load to compare with, at least this many in normal time say how it is usually spread. */
export const minUsual = 20;

/** Of two sets that are nearly as good the smaller one is told. */
export const nearlyAsGood = 0.02;

/** A pair is told instead of its first half when it keeps this share of it and takes at most this part of its load. */
export const minKeptByPair = 0.9;
export const maxLoadOfPair = 0.5;

/** Labels with more values than this are told apart by their largest; the rest count as one. */
export const maxValues = 300;

/** Sampled lines must have the field: nearly all that fail, and at least half of the others. */
export const minLabelledShare = 0.9;
export const minLabelledLoad = 0.5;

export const maxPerMeasure = 3;
export const maxKeptAttributions = 24;

/** Sampled lines read for each digest, and digests read. */
export const maxReadLines = 400;
export const maxReadDigests = 20;

/** Of which a place is known: requests seen on both sides. */
export const minRequestsOnEachSide = 30;
