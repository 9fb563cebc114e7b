/** Syncs of an application Argo CD keeps unless told otherwise (`revisionHistoryLimit`); it forgets older ones. */
export const syncsKept = 10;

/** Syncs of one question whose manifests are compared: each makes Argo CD render two revisions. */
export const maxComparedSyncs = 2;
