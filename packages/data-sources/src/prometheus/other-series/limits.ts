/** How much is looked at of what nobody knows by name. */
export const otherLimits = {
  /** Metrics of one service, and series of all of them together: each series is some thirty samples. */
  maxMetrics: 60,
  maxSeries: 2_000,
  maxPairs: 10,
  /** Namings of one service under which there is more. */
  maxNamings: 2,
  /** Points of each, over baseline and window. */
  maxPoints: 120,
  /** Series are counted so long after the range begins: with the first scrapes in it. */
  afterStartMs: 5 * 60_000,
  /** Series that are given of a service of which nothing else is known, and of one whose requests are. */
  maxShown: 8,
  maxBesideKnown: 4,
  /** Beside known requests only what says by its name that it is about a shortage or a failure. */
  minWeightBesideKnown: 4,
} as const;
