/** Counted buckets are no shorter than this. */
export const minBucketMs = 10_000;

/** Newest lines read as examples, of the window and of the range before it. */
export const sampleLines = 200;
export const baselineSampleLines = 100;

/** Characters of a label that are kept with a line. */
export const maxFieldLength = 120;
