import type { JobsOptions } from 'bullmq';
import type { JobDefinition } from '../job.ts';

const hour = 3_600;

/**
 * A kept job owns its id, which is what makes a redelivered webhook the same job. incident.io redelivers for 24 hours and a
 * person may replay later, so finished jobs stay for 3 days and failed ones a week.
 */
export function jobOptions(definition: JobDefinition, id: string): JobsOptions {
  return {
    jobId: id,
    attempts: definition.attempts,
    backoff: { type: 'custom' },
    removeOnComplete: { age: 72 * hour },
    removeOnFail: { age: 7 * 24 * hour },
    stackTraceLimit: 5,
  };
}

const firstDelayMs = 1_000;
const maxDelayMs = 300_000;

/**
 * How long to wait before the next attempt: doubling from a second to five minutes, with up to a quarter of jitter so that
 * jobs that failed together do not return together; never sooner than the other side requestedMs for.
 */
export function backoffMs(attemptsMade: number, error: unknown, random: () => number = Math.random): number {
  const doubled = Math.min(maxDelayMs, firstDelayMs * 2 ** Math.max(0, attemptsMade - 1));
  const asked = (error as { retryAfterMs?: unknown } | undefined)?.retryAfterMs;
  return Math.max(typeof asked === 'number' ? asked : 0, Math.round(doubled * (1 + random() / 4)));
}
