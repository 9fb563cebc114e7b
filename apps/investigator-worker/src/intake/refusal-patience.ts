/** A clear no of incident.io that may only be too early: its webhooks are faster than the replicas its API reads. */
export interface RefusalPatience {
  /**
   * How long to wait before `look` is repeated, in ms, or null when it was refused for too long already. `look` names what is
   * tried again, such as a job's id; a public incident is known to be there and is waited for longer.
   */
  nextTryMs(look: string, visibility: 'public' | 'private'): number | null;
  /** It was not refused this time. */
  forget(look: string): void;
}

export interface RefusalTimes {
  /** How long a public incident may be refused before it counts, in ms. */
  readonly publicMs: number;
  /** The same for a private one: that the key may not read it is the usual answer, and it is looked at again all the same. */
  readonly privateMs: number;
  /** The shortest and the longest wait between two tries, in ms. */
  readonly minWaitMs: number;
  readonly maxWaitMs: number;
}

const minute = 60_000;
export const defaultRefusalTimes: RefusalTimes = {
  publicMs: 5 * minute,
  privateMs: 10_000,
  minWaitMs: 1_000,
  maxWaitMs: 30_000,
};
const maxRemembered = 10_000;

/** Remembers in this process only: after a restart a job has its whole patience again, which does no harm. */
export function createRefusalPatience(now: () => number, times: RefusalTimes = defaultRefusalTimes): RefusalPatience {
  const refusedSince = new Map<string, number>();
  return {
    nextTryMs: (look, visibility) => {
      if (refusedSince.size >= maxRemembered) refusedSince.clear();
      const since = refusedSince.get(look) ?? now();
      refusedSince.set(look, since);
      const refusedMs = Math.max(0, now() - since);
      if (refusedMs >= (visibility === 'public' ? times.publicMs : times.privateMs)) return null;
      // each wait about as long as all before it
      return Math.min(Math.max(times.minWaitMs, refusedMs), times.maxWaitMs);
    },
    forget: (look) => void refusedSince.delete(look),
  };
}
