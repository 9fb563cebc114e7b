import { performance } from 'node:perf_hooks';
import { Failure } from '@incidentfox/failures';

export interface BudgetLimits {
  /** How many requests may go out at once after a rest. */
  readonly burst: number;
  /** How many more every second adds. */
  readonly perSecond: number;
  /** How long one request waits for its turn at most, in ms; then it fails as `rate_limited`. */
  readonly maxWaitMs: number;
}

/**
 * incident.io gives a key 1,200 requests at once and 20 more a second. All processes of a deployment use the same key, so one
 * sends no more than refills in the long run (sixty incidents at once take 900 requests), and what the key has saved up is for
 * the others. In its busiest minute it sends 1,120.
 */
export const ownShare: BudgetLimits = { burst: 100, perSecond: 17, maxWaitMs: 60_000 };

/** incident.io's word to wait is heeded up to this long; it refills a key within a minute. */
const maxPauseMs = 60_000;

/** How many requests may still be sent for one API key: a bucket that refills steadily. */
export interface RequestBudget {
  /** Waits for its turn. Throws `Failure` (`rate_limited`) when that is too far away, or when `signal` aborts. */
  take(signal?: AbortSignal): Promise<void>;
  /** Counts requests that went out beside those that were taken: a client's own further attempts. */
  spend(requests: number): void;
  /** Nothing goes out for so long: incident.io said that the limit is reached. */
  pause(ms: number): void;
}

export function createRequestBudget(
  { burst, perSecond, maxWaitMs }: BudgetLimits,
  // Not the time of day: a clock that is set back would stop every request.
  clock: { now(): number; wait(ms: number, signal?: AbortSignal): Promise<void> } = {
    now: () => performance.now(),
    wait,
  },
): RequestBudget {
  // Below zero when turns are promised: each waits until its own token is there, so that nobody is overtaken.
  let tokens = burst;
  let countedAt = clock.now();
  const refill = () => {
    const now = clock.now();
    if (now > countedAt) tokens = Math.min(burst, tokens + ((now - countedAt) / 1000) * perSecond);
    countedAt = Math.max(countedAt, now);
  };
  return {
    take: async (signal) => {
      refill();
      const pausedMs = Math.max(0, countedAt - clock.now());
      const waitMs = tokens >= 1 ? 0 : Math.ceil(pausedMs + ((1 - tokens) / perSecond) * 1000);
      if (waitMs > maxWaitMs) throw tooFar(waitMs);
      tokens -= 1;
      if (waitMs === 0) return;
      try {
        await clock.wait(waitMs, signal);
      } catch {
        tokens += 1;
        throw new Failure('timeout', 'a request to incident.io was not waited for any longer');
      }
    },
    spend: (requests) => {
      refill();
      tokens -= requests;
    },
    pause: (ms) => {
      refill();
      tokens = Math.min(tokens, 0);
      countedAt = Math.max(countedAt, clock.now() + Math.min(ms, maxPauseMs));
    },
  };
}

function tooFar(waitMs: number): Failure {
  const seconds = Math.ceil(waitMs / 1000);
  const sentence = `incident.io was not asked: more requests wait than its rate limit allows in a minute (${seconds} s)`;
  return new Failure('rate_limited', sentence, { retryAfterMs: waitMs });
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(new Error('aborted'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}
