import type { z } from 'zod';
import type { JobDefinition } from './job.ts';
import type { JobLogger } from './job-logger.ts';

/** What a handler knows about the attempt it is. */
export interface JobRun {
  /** Aborts when its lock was lost to another worker, or the process must stop. */
  signal: AbortSignal;
  jobId: string;
  /** 1 for the first. */
  attempt: number;
  lastAttempt: boolean;
  /** Carries `job` and `jobId`. */
  logger: JobLogger;
}

export interface JobHandler {
  readonly definition: JobDefinition;
  handle(payload: unknown, run: JobRun): Promise<void>;
  /** Runs when the job has crashed workers too often to be tried again; the job fails permanently afterwards. */
  giveUp?(payload: unknown, run: JobRun): Promise<void>;
}

/**
 * Ties a handler to its job; the payload it gets is parsed. Handlers may run more than once for one job: make them idempotent.
 * `giveUp` tells whoever waits that the job has crashed workers too often.
 */
export function onJob<Schema extends z.ZodType>(
  definition: JobDefinition<Schema>,
  handle: (payload: z.output<Schema>, run: JobRun) => Promise<void>,
  giveUp?: (payload: z.output<Schema>, run: JobRun) => Promise<void>,
): JobHandler {
  return {
    definition: definition as unknown as JobDefinition,
    handle: (payload, run) => handle(payload as z.output<Schema>, run),
    ...(giveUp && { giveUp: (payload, run) => giveUp(payload as z.output<Schema>, run) }),
  };
}

/** Thrown by a handler that cannot go on yet: the job waits `ms` and starts again without using up an attempt. */
export class TryLater extends Error {
  readonly ms: number;

  constructor(ms: number, reason: string) {
    super(reason);
    this.name = 'TryLater';
    this.ms = ms;
  }
}
