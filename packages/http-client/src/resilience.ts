import { Failure, type FailureKind } from '@incidentfox/failures';
import {
  BrokenCircuitError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  noop,
  type RetryPolicy,
  retry,
} from 'cockatiel';
import type { Deadline } from './deadline.ts';
import type { HttpClientOptions } from './http-client.ts';

/** The other side failed several times in a row and is left alone for a while: the request was not sent. */
export class CircuitOpen extends Failure {
  constructor(name: string, openMs: number) {
    super(
      'unavailable',
      `${name} was not asked: it failed several times in a row and is left alone for ${Math.ceil(openMs / 1000)} s`,
    );
  }
}

/** The caller gave up. Says nothing about the other side, so the breaker does not count it. */
export class Aborted extends Failure {
  constructor(name: string) {
    super('timeout', `${name} was not waited for any longer`);
  }
}

/** Failures that say nothing about the other side, because this process stood still meanwhile. */
const excused = new WeakSet<Failure>();

/** Keeps the breaker from counting `failure`. */
export function excuse(failure: Failure): void {
  excused.add(failure);
}

const countsForBreaker: ReadonlySet<FailureKind> = new Set(['auth', 'network', 'timeout', 'unavailable']);
const statusesToRetry: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);
const maxBackoffMs = 2_000;

/** Concurrency first, then the breaker: one client's guard, kept as long as the client. */
export function createGuard(
  options: HttpClientOptions,
): <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T> {
  const opens = options.breaker === false ? null : (options.breaker ?? { failures: 3, openMs: 60_000 });
  const counts = handleWhen(
    (error) =>
      error instanceof Failure &&
      !(error instanceof Aborted) &&
      !excused.has(error) &&
      countsForBreaker.has(error.kind),
  );
  const breaker =
    opens === null
      ? noop
      : circuitBreaker(counts, { halfOpenAfter: opens.openMs, breaker: new ConsecutiveBreaker(opens.failures) });
  const turns = bulkhead(options.concurrency ?? 4, Number.POSITIVE_INFINITY);
  return async (work, signal) => {
    try {
      // The queue is not told of the signal: one that was aborted while it waited would leave those behind it waiting for ever.
      return await turns.execute(async () => {
        signal.throwIfAborted();
        return breaker.execute(work, signal);
      });
    } catch (thrown) {
      if (thrown instanceof BrokenCircuitError) throw new CircuitOpen(options.name, opens?.openMs ?? 0);
      throw thrown;
    }
  };
}

/**
 * Further attempts while they can help: the failure is a passing one, and the wait before the next fits before the deadline.
 * A connection that broke while this process stood still does not count against the attempts.
 */
export function createRetry(attempts: number, deadline: Pick<Deadline, 'leftMs' | 'lostTime'>): RetryPolicy {
  let waitMs = 0;
  let failed = 0;
  let hasExcuse = true;
  const helps = handleWhen((error) => {
    if (!(error instanceof Failure) || error instanceof Aborted) return false;
    const excused = hasExcuse && attempts > 0 && deadline.lostTime();
    if (excused) hasExcuse = false;
    if (!excused && failed >= attempts) return false;
    if (!excused) failed += 1;
    waitMs = error.retryAfterMs ?? backoffMs(Math.max(1, failed));
    const passing = error.kind === 'network' || error.kind === 'rate_limited' || statusesToRetry.has(error.status ?? 0);
    return passing && waitMs < deadline.leftMs();
  });
  return retry(helps, { maxAttempts: attempts + 1, backoff: new DelegateBackoff(() => waitMs) }).dangerouslyUnref();
}

/** 100 ms, 400 ms, ... with a quarter of chance either way, so that many clients do not come back together. */
const backoffMs = (failed: number) => Math.min(maxBackoffMs, 100 * 4 ** (failed - 1) * (0.75 + Math.random() / 2));
