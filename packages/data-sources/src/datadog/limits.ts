/** Points of a series at most, and none finer than this. */
export const maxPoints = 500;
export const minStepMs = 20_000;

/** Newest lines read as examples, of the window and of the range before it. */
export const sampleLines = 100;

/** The largest page of monitors. */
export const monitorsPerPage = 100;
