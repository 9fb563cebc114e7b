import { asFailure, type Failure } from '@incidentfox/failures';
import { DelayedError, type Job, UnrecoverableError } from 'bullmq';
import { type JobHandler, type JobRun, TryLater } from '../job-handler.ts';
import type { JobLogger } from '../job-logger.ts';

/** So many workers may die over one job before it is given up: it may be the job that kills them. */
export const mostDeaths = 5;

/**
 * A death counts for every job the worker had, and one of them may have killed it. From so many on a job is a suspect, and
 * suspects run one at a time in a worker: then the next death counts for the one that kills, not for those beside it.
 */
const suspectFrom = 2;
const suspectWaitsMs = 2_000;

interface Processing {
  handlers: ReadonlyMap<string, JobHandler>;
  token: string | undefined;
  signal: AbortSignal | undefined;
  logger: JobLogger;
  /** The jobs whose handler runs now, by id. */
  running: Map<string, Job>;
  isClosing: () => boolean;
}

/** Parses, handles, and turns what was thrown into the queue's own verbs. The one place that decides about retries. */
export async function processJob(job: Job, with_: Processing): Promise<void> {
  const logger = with_.logger.child({ job: job.name, jobId: job.id });
  if (with_.isClosing()) return putOff(job, 0, with_.token);
  if (isSuspect(job) && [...with_.running.values()].some(isSuspect)) {
    const fields = { deaths: job.stalledCounter, waitMs: suspectWaitsMs };
    logger.debug(fields, 'job waits for another that workers died over');
    return putOff(job, suspectWaitsMs, with_.token);
  }
  const handler = with_.handlers.get(job.name);
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
  with_.running.set(String(job.id), job);
  const signal = with_.signal ?? new AbortController().signal;
  const run: JobRun = { signal, jobId: String(job.id), attempt, lastAttempt, logger };
  try {
    if (!isDeadly(job)) return await handler.handle(parsed.data, run);
    await handler.giveUp?.(parsed.data, run);
  } catch (thrown) {
    if (thrown instanceof TryLater) {
      logger.debug({ reason: thrown.message, waitMs: thrown.ms }, 'job waits');
      return putOff(job, thrown.ms, with_.token);
    }
    if (with_.isClosing() && with_.signal?.aborted) {
      logger.info({}, 'job handed back');
      return putOff(job, 0, with_.token);
    }
    throw settle(asFailure(thrown, job.name), { logger, attempt, lastAttempt });
  } finally {
    with_.running.delete(String(job.id));
  }
  logger.error({ deaths: job.stalledCounter }, 'job failed for good: workers died over it');
  throw new UnrecoverableError(`workers died over ${job.name} ${job.stalledCounter} times`);
}

const isSuspect = (job: Job): boolean => job.stalledCounter >= suspectFrom;
const isDeadly = (job: Job): boolean => job.stalledCounter > mostDeaths;

async function putOff(job: Job, ms: number, token: string | undefined): Promise<never> {
  await job.moveToDelayed(Date.now() + ms, token);
  throw new DelayedError();
}

function settle(failure: Failure, at: { logger: JobLogger; attempt: number; lastAttempt: boolean }): Error {
  const fields = { kind: failure.kind, reason: failure.message, attempt: at.attempt };
  if (failure.retry === 'never') {
    at.logger.error(fields, 'job failed for good');
    return new UnrecoverableError(failure.message);
  }
  if (at.lastAttempt) at.logger.error(fields, 'job failed, no attempt left');
  else at.logger.warn(fields, 'job failed, will be tried again');
  return failure;
}
