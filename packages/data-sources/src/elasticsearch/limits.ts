/** Counted buckets are no shorter than this. */
export const minBucketMs = 10_000;
