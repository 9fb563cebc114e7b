import { createHash } from 'node:crypto';
import { Failure } from '@incidentfox/failures';

/** How fast one API key is used by this process. */
export interface RequestBudget {
  /**
   * Resolves when `requests` may be sent, in the order of asking.
   * @throws Failure (`rate_limited`) when that would take longer than a minute, or the signal's reason when it aborts
   */
  take(requests: number, signal?: AbortSignal): Promise<void>;
}

/**
 * incident.io allows 1,200 requests a minute and key, over all of our processes. A minute of this one is at most 200 at once
 * and 600 after that: the other third is for the notifier, the commands and whoever else uses the key.
 */
const burst = 200;
const perSecond = 10;
const maxWaitMs = 60_000;
const maxBudgets = 200;

const budgets = new Map<string, RequestBudget>();

/** The budget of an API key, the same for everybody in this process who uses the key. */
export function budgetOf(apiUrl: string, apiKey: string): RequestBudget {
  const id = createHash('sha256').update(`${apiUrl}\n${apiKey}`).digest('base64');
  const known = budgets.get(id);
  if (known) return known;
  if (budgets.size >= maxBudgets) budgets.clear();
  const made = createRequestBudget();
  budgets.set(id, made);
  return made;
}

function createRequestBudget(): RequestBudget {
  /** When everything that was promised is used up, in ms of the process's clock; in the past when there is some left. */
  let spentUntil = Number.NEGATIVE_INFINITY;
  return {
    take: async (requests, signal) => {
      const now = performance.now();
      const full = now - (burst * 1_000) / perSecond;
      const next = Math.max(spentUntil, full) + (requests * 1_000) / perSecond;
      const waitMs = next - now;
      if (waitMs > maxWaitMs) {
        const why = 'incident.io was not asked: more requests wait than its rate limit allows in a minute';
        throw new Failure('rate_limited', why, { retryAfterMs: maxWaitMs });
      }
      spentUntil = next;
      if (waitMs > 0) await waitFor(waitMs, signal);
    },
  };
}

function waitFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
