/** Syncs of an application Argo CD keeps unless told otherwise (`revisionHistoryLimit`); it forgets older ones. */
export const syncsKept = 10;
