/** Statuses and comparisons cost a request each, so only so many are asked for. */
export const maxStatuses = 10;
export const maxComparisons = 3;

/** Files of a pull request or a commit come so many a page, and one page is read. */
export const maxListedFiles = 100;

/** A comparison names at most so many files; one that names as many is cut. */
export const maxComparedFiles = 300;

/** Paths of one service whose commits are asked for: each costs a request. */
export const maxPathsAsked = 4;

/** Repositories that discovery looks into for several services: a request each, of 5,000 an hour. */
export const maxRepositoriesRead = 100;

/** Workflow files of one shared repository that discovery reads. */
export const maxWorkflowsRead = 20;
