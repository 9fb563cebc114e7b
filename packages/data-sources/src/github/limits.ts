/** Statuses and comparisons cost a request each, so only so many are asked for. */
export const maxStatuses = 10;
export const maxComparisons = 3;

/** A comparison names at most so many files; one that names as many is cut. */
export const maxComparedFiles = 300;
