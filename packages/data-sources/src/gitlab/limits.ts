/** Comparisons of two versions cost a request each, so only so many are asked for. */
export const maxComparisons = 3;

/** Files of a merge request or a commit come so many a page, and one page is read. */
export const maxListedFiles = 100;
