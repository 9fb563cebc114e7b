/** Comparisons of two versions cost a request each, so only so many are asked for. */
export const maxComparisons = 3;

/** Files of a merge request or a commit come so many a page, and one page is read. */
export const maxListedFiles = 100;

/** Paths of one service whose commits are asked for: each costs a request. */
export const maxPathsAsked = 4;

/** Projects that discovery looks into for several services: a request each, and a few more for a shared one. */
export const maxProjectsRead = 100;
