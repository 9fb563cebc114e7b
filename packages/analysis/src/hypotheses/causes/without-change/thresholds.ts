/**
 * What speaks for a cause that is no change, in log odds over a change: 2.3 is ten to one. Sources: "principle" follows from what the sign
 * means and was checked on made-up incidents.
 */

/** Errors that name a host that nobody here runs. Source: principle. */
export const outsideHost = {
  answers: 2.6,
  /** Waiting in vain for a host may as well be a timeout of ours that was cut. */
  timesOut: 1.9,
  /** More than one service says so. */
  several: 0.6,
  /** The provider says so itself. */
  confirmed: 2.5,
} as const;
/** A provider's page may be this late. Unit: ms. Source: principle. */
export const maxStatusDelayMs = 45 * 60_000;
export const certificate = { measured: 4.5, expiredInWords: 3, otherwise: 0.8 } as const;
/** A certificate that ran out this long before, or that soon after, the trouble began. Unit: ms. Source: principle. */
export const certificateRange = { beforeMs: 30 * 60_000, afterMs: 10 * 60_000 } as const;
export const names = { several: 2.5, one: 0.3, measured: 1.5 } as const;
export const traffic = { base: 1.2, perFactor: 0.8, most: 3, unknownCallers: 0.6, afterErrors: -2 } as const;
/** A smaller rise of requests is an ordinary day. Unit: factor. Source: principle. */
export const minSurge = 1.5;
/** Requests may be counted this much after the trouble that they made. Unit: ms. Source: principle. */
export const surgeDelayMs = 4 * 60_000;
export const platform = { nodeLost: 3.2, evicted: 2, diskFull: 2.2, diskMeasured: 1.2 } as const;
/** From this share on a disk is full. Unit: share. Source: principle. */
export const fullDisk = 0.97;
export const quota = { inWords: 1.6, unnamed: 0.6, outside: 0.5, measured: 0.8, inside: -1.6 } as const;
/** One record in so large a share of the new error lines, and none of it before. Source: principle. */
export const record = { inErrors: 2.3, minLines: 4, minShare: 0.8 } as const;
export const work = { event: 1.6, namedInTrouble: 1.2, inLogsOnly: 0.6, maintenance: 1.6, onPath: 1 } as const;
/** A job or a maintenance that began this long before the trouble, at most. Unit: ms. Source: principle. */
export const workRange = { beforeMs: 20 * 60_000, afterMs: 2 * 60_000 } as const;
