import { Failure, type FailureKind } from '@incidentfox/failures';
import { TryLater } from '@incidentfox/jobs';
import { defaultRetryWaits, maxRetryAfterMs, refusalRetryWaits, type Timings } from './thresholds.ts';

/**
 * How long a job goes on trying, by what is wrong. Time is the limit, never a number of attempts: five quick ones are over
 * before an outage is.
 */
export interface Patience {
  /** What the job does now: `TryLater` while it may still come right, `thrown` when it is over. */
  next(jobId: string, thrown: unknown): unknown;
  /** The job is done: it has failed no time. */
  done(jobId: string): void;
}

/** The other side is away, limits us, or what answers is not what we expect there: outages and proxies end. */
const away: ReadonlySet<FailureKind> = new Set([
  'rate_limited',
  'timeout',
  'network',
  'unavailable',
  'conflict',
  'contract',
]);
/** A clear no that may be too early. */
const refused: ReadonlySet<FailureKind> = new Set(['auth', 'forbidden', 'not_found']);

const maxRemembered = 10_000;

export function createPatience(
  patience: Pick<Timings, 'awayPatienceMs' | 'refusalPatienceMs'>,
  now: () => number,
): Patience {
  // In this process only: after a restart a job has its whole patience again, which does no harm.
  const failingSince = new Map<string, number>();
  return {
    next: (jobId, thrown) => {
      if (!(thrown instanceof Failure)) return thrown;
      const isAway = away.has(thrown.kind);
      if (!isAway && !refused.has(thrown.kind)) return thrown;
      const since = failingSince.get(jobId) ?? now();
      if (failingSince.size >= maxRemembered) failingSince.clear();
      failingSince.set(jobId, since);
      const failedForMs = now() - since;
      if (failedForMs >= (isAway ? patience.awayPatienceMs : patience.refusalPatienceMs)) {
        failingSince.delete(jobId);
        return endedBy(thrown, failedForMs);
      }
      return new TryLater(waitMs(isAway ? defaultRetryWaits : refusalRetryWaits, failedForMs, thrown), thrown.message);
    },
    done: (jobId) => void failingSince.delete(jobId),
  };
}

/** Not to be tried again, whatever it was: a kind that only a person can help with. */
function endedBy(thrown: Failure, failedForMs: number): Failure {
  const minutes = Math.round(failedForMs / 60_000);
  if (thrown.retry === 'never' && minutes === 0) return thrown;
  return new Failure('config', `${thrown.message} (tried for ${minutes} minutes)`, { cause: thrown });
}

function waitMs(waits: typeof defaultRetryWaits, failedForMs: number, { retryAfterMs = 0 }: Failure): number {
  const wait = Math.min(Math.max(failedForMs * waits.share, waits.minMs), waits.maxMs);
  return Math.max(wait, Math.min(retryAfterMs, maxRetryAfterMs));
}
