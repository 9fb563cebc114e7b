import { asFailure, type Failure } from '@incidentfox/failures';
import { DelayedError, type Job, UnrecoverableError } from 'bullmq';
import { type JobHandler, type JobRun, TryLater } from '../job-handler.ts';
import type { JobLogger } from '../job-logger.ts';

/** How many workers may crash while they run one job before it is abandoned: it may be the job that crashes them. */
export const maxStalls = 5;

/**
 * A crash counts for every job the worker had, and one of them may have caused it. From this many on a job is quarantined:
 * such jobs run one at a time in a worker, so that the next crash counts for the one that causes it, not for those beside it.
 */
const quarantineFrom = 2;
const quarantineWaitMs = 2_000;

interface ProcessingDeps {
  handlers: ReadonlyMap<string, JobHandler>;
  token: string | undefined;
  signal: AbortSignal | undefined;
  logger: JobLogger;
  /** The jobs whose handler runs now, by id. */
  running: Map<string, Job>;
  isClosing: () => boolean;
}

/** Parses, handles, and turns what was thrown into the queue's own verbs. The one place that decides about retries. */
export async function processJob(job: Job, deps: ProcessingDeps): Promise<void> {
  const logger = deps.logger.child({ job: job.name, jobId: job.id });
  if (deps.isClosing()) return postpone(job, 0, deps.token);
  if (isQuarantined(job) && [...deps.running.values()].some(isQuarantined)) {
    const fields = { stalls: job.stalledCounter, waitMs: quarantineWaitMs };
    logger.debug(fields, 'quarantined job waits for another');
    return postpone(job, quarantineWaitMs, deps.token);
  }
  const handler = deps.handlers.get(job.name);
  if (!handler) throw new UnrecoverableError(`no handler for ${job.name}`);
  const parsed = handler.definition.payload.safeParse(job.data);
  if (!parsed.success) {
    logger.error(
      { issues: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) },
      'job payload is wrong',
    );
    throw new UnrecoverableError(`the payload of ${job.name} is wrong`);
  }
  const attempt = job.attemptsMade + 1;
  const lastAttempt = attempt >= (job.opts.attempts ?? 1);
  deps.running.set(String(job.id), job);
  const signal = deps.signal ?? new AbortController().signal;
  const run: JobRun = { signal, jobId: String(job.id), attempt, lastAttempt, logger };
  try {
    if (!exceededStallLimit(job)) return await handler.handle(parsed.data, run);
    await handler.giveUp?.(parsed.data, run);
  } catch (thrown) {
    if (thrown instanceof TryLater) {
      logger.debug({ reason: thrown.message, waitMs: thrown.ms }, 'job postponed');
      return postpone(job, thrown.ms, deps.token);
    }
    if (deps.isClosing() && deps.signal?.aborted) {
      logger.info({}, 'job handed back');
      return postpone(job, 0, deps.token);
    }
    throw settle(asFailure(thrown, job.name), { logger, attempt, lastAttempt });
  } finally {
    deps.running.delete(String(job.id));
  }
  logger.error({ stalls: job.stalledCounter }, 'job failed permanently: workers crashed while running it');
  throw new UnrecoverableError(`workers crashed while running ${job.name} ${job.stalledCounter} times`);
}

const isQuarantined = (job: Job): boolean => job.stalledCounter >= quarantineFrom;
const exceededStallLimit = (job: Job): boolean => job.stalledCounter > maxStalls;

async function postpone(job: Job, ms: number, token: string | undefined): Promise<never> {
  await job.moveToDelayed(Date.now() + ms, token);
  throw new DelayedError();
}

function settle(failure: Failure, at: { logger: JobLogger; attempt: number; lastAttempt: boolean }): Error {
  const fields = { kind: failure.kind, reason: failure.message, attempt: at.attempt };
  if (failure.retry === 'never') {
    at.logger.error(fields, 'job failed permanently');
    return new UnrecoverableError(failure.message);
  }
  if (at.lastAttempt) at.logger.error(fields, 'job failed: no attempt left');
  else at.logger.warn(fields, 'job failed: it will be tried again');
  return failure;
}
