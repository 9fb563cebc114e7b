/** ECS describes so many stopped tasks, and so many revisions, at once. */
export const maxTasks = 100;
export const maxRevisions = 20;

/** CloudWatch keeps minutes for 15 days, which is enough for a week ago. */
export const metricPeriodSeconds = 60;

/** Logs Insights gives no more rows. */
export const maxBuckets = 10_000;

/** Usual statements that are counted one by one: each is a query that is paid for. */
export const maxCountedStatements = 2;

/** A log query is looked at again after 100 ms, then ever later, up to this. */
export const maxPollMs = 2_000;

/** A query nobody waits for any longer is stopped, because it is paid for: so long that may take. */
export const stopWithinMs = 3_000;
