import type { Failure } from '@incidentfox/failures';
import type { z } from 'zod';
import type { JobDefinition } from './job.ts';
import type { JobLogger } from './job-logger.ts';

/** What a handler knows about the attempt it is. */
export interface JobRun {
  /** Aborts when its lock was lost to another worker, or the process must stop. */
  signal: AbortSignal;
  jobId: string;
  /** When the job was added, epoch ms on the clock of whoever added it. */
  addedAt: number;
  /** 1 for the first. */
  attempt: number;
  lastAttempt: boolean;
  /** Carries `job` and `jobId`. */
  logger: JobLogger;
}

export interface JobHandler {
  readonly definition: JobDefinition;
  handle(payload: unknown, run: JobRun): Promise<void>;
  /**
   * Runs when the job will not be tried again, before it fails permanently: a failure that trying again cannot cure, no
   * attempt left, or (`null`) workers crashed while running it. When it throws itself, it runs again later.
   */
  giveUp?(payload: unknown, run: JobRun, because: Failure | null): Promise<void>;
}

/**
 * Ties a handler to its job; the payload it gets is parsed. Handlers may run more than once for one job: make them idempotent.
 * `giveUp` tells whoever waits that nothing will come.
 */
export function onJob<Schema extends z.ZodType>(
  definition: JobDefinition<Schema>,
  handle: (payload: z.output<Schema>, run: JobRun) => Promise<void>,
  giveUp?: (payload: z.output<Schema>, run: JobRun, because: Failure | null) => Promise<void>,
): JobHandler {
  return {
    definition: definition as unknown as JobDefinition,
    handle: (payload, run) => handle(payload as z.output<Schema>, run),
    ...(giveUp && { giveUp: (payload, run, because) => giveUp(payload as z.output<Schema>, run, because) }),
  };
}

/** Thrown by a handler that cannot go on yet: the job waits `ms` and starts again without using up an attempt. */
export class TryLater extends Error {
  readonly ms: number;
  /** Worth a line in the log, once for a job: somebody may have to do something. */
  readonly isUnexpected: boolean;

  constructor(ms: number, reason: string, { isUnexpected = false } = {}) {
    super(reason);
    this.name = 'TryLater';
    this.ms = ms;
    this.isUnexpected = isUnexpected;
  }
}
