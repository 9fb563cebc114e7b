/** Revisions of a workload the cluster keeps unless the workload says otherwise (`revisionHistoryLimit`). */
export const revisionsKept = 10;

/** Items of one page of a list. */
export const pageSize = 250;
