/** The alerts of an incident cost a request each, so only the newest incidents are looked into. */
export const maxIncidentsWithAlerts = 5;

/** PagerDuty's largest page. */
export const pageSize = 100;

/** PagerDuty gives nothing beyond this offset. */
export const maxOffset = 10_000;

/** Changes PagerDuty relates to an incident that are read. */
export const maxRelatedChanges = 30;
