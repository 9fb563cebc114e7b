/** Points of a series at most, and none finer than this. */
export const maxPoints = 500;
export const minStepMs = 20_000;

/** Usual statements that are counted one by one: each is a request, and requests are limited for the whole organisation. */
export const maxCountedStatements = 3;

/** The largest page of monitors. */
export const monitorsPerPage = 100;
