/** Comparisons of two versions cost a request each, so only so many are asked for. */
export const maxComparisons = 3;
