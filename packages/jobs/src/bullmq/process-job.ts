import { asFailure, type Failure } from '@incidentfox/failures';
import { DelayedError, type Job, UnrecoverableError } from 'bullmq';
import { type JobHandler, type JobRun, TryLater } from '../job-handler.ts';
import type { JobLogger } from '../job-logger.ts';
import { clearFailing, isLastAttempt, markFailing } from './job-attempts.ts';
import { postpone } from './postpone.ts';

/** How many workers may crash while they run one job before it is abandoned: it may be the job that crashes them. */
export const maxStalls = 5;

/**
 * A crash counts for every job the worker had, and one of them may have caused it. From this many on a job is quarantined:
 * such jobs run one at a time in a worker, so that the next crash counts for the one that causes it, not for those beside it.
 */
const quarantineFrom = 2;
const quarantineWaitMs = 2_000;
/** When a worker that may know the job is asked next: a newer version adds jobs that an older one cannot handle. */
const unknownJobWaitMs = 5_000;
/** When the end of a job is tried to be told again. */
const giveUpRetryMs = 30_000;

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
  const back = { token: deps.token, logger };
  if (deps.isClosing()) return postpone(job, 0, back);
  if (isQuarantined(job) && [...deps.running.values()].some(isQuarantined)) {
    const fields = { stalls: job.stalledCounter, waitMs: quarantineWaitMs };
    logger.debug(fields, 'quarantined job waits for another');
    return postpone(job, quarantineWaitMs, back);
  }
  const handler = deps.handlers.get(job.name);
  if (!handler) {
    if (isFirstStart(job)) logger.error({}, 'no handler for this job: it waits for a worker that has one');
    return postpone(job, unknownJobWaitMs, back);
  }
  const payload = parsePayload(job, handler, logger);
  // From here on a change counts as not seen: this job reads what it reads after this, by whatever clock it started.
  await job.removeDeduplicationKey();
  const lastAttempt = isLastAttempt(job, handler.definition, Date.now());
  deps.running.set(String(job.id), job);
  const run: JobRun = {
    signal: deps.signal ?? new AbortController().signal,
    jobId: String(job.id),
    addedAt: job.timestamp,
    attempt: job.attemptsMade + 1,
    lastAttempt,
    logger,
  };
  try {
    if (exceededStallLimit(job)) return await abandon(job, handler, { payload, run, back });
    await handler.handle(payload, run);
  } catch (thrown) {
    if (thrown instanceof DelayedError || thrown instanceof UnrecoverableError) throw thrown;
    return await onThrown(thrown, job, handler, { payload, run, back, deps });
  } finally {
    deps.running.delete(String(job.id));
  }
}

const isQuarantined = (job: Job): boolean => job.stalledCounter >= quarantineFrom;
const exceededStallLimit = (job: Job): boolean => job.stalledCounter > maxStalls;
const isFirstStart = (job: Job): boolean => job.attemptsStarted <= 1;

interface Handling {
  readonly payload: unknown;
  readonly run: JobRun;
  readonly back: { readonly token: string | undefined; readonly logger: JobLogger };
}

function parsePayload(job: Job, handler: JobHandler, logger: JobLogger): unknown {
  const parsed = handler.definition.payload.safeParse(job.data);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  logger.error({ issues }, 'job payload is wrong');
  throw new UnrecoverableError(`the payload of ${job.name} is wrong`);
}

async function onThrown(
  thrown: unknown,
  job: Job,
  handler: JobHandler,
  at: Handling & { readonly deps: ProcessingDeps },
): Promise<void> {
  const { run, back, deps } = at;
  const { logger } = back;
  if (thrown instanceof TryLater) {
    const fields = { reason: thrown.message, waitMs: thrown.ms };
    if (thrown.isUnexpected && isFirstStart(job)) logger.warn(fields, 'job postponed');
    else logger.debug(fields, 'job postponed');
    await clearFailing(job).catch(() => {}); // it then has less patience, and no other harm
    return postpone(job, thrown.ms, back);
  }
  if (run.signal.aborted) {
    if (!deps.isClosing()) return leaveToOther(logger);
    logger.info({}, 'job handed back');
    return postpone(job, 0, back);
  }
  const failure = asFailure(thrown, job.name);
  const fields = { kind: failure.kind, reason: failure.message, attempt: run.attempt };
  if (failure.retry === 'later' && !run.lastAttempt) {
    logger.warn(fields, 'job failed: it will be tried again');
    await markFailing(job, handler.definition, Date.now()).catch(() => {}); // the next failure begins its patience then
    throw failure;
  }
  await giveUp(job, handler, failure, at);
  const sentence = failure.retry === 'never' ? 'job failed permanently' : 'job failed: no attempt left';
  logger.error(fields, sentence);
  throw new UnrecoverableError(failure.message);
}

/** Its lock ran out while the process was stopped or busy: another worker has it, and only that one may say how it ended. */
function leaveToOther(logger: JobLogger): never {
  logger.info({}, 'job left to the worker that has it now');
  throw new DelayedError();
}

async function abandon(job: Job, handler: JobHandler, at: Handling): Promise<never> {
  await giveUp(job, handler, null, at);
  at.back.logger.error({ stalls: job.stalledCounter }, 'job failed permanently: workers crashed while running it');
  throw new UnrecoverableError(`workers crashed while running ${job.name} ${job.stalledCounter} times`);
}

/** Whoever waits is told in any case: while that fails the job stays, and is tried again. */
async function giveUp(job: Job, handler: JobHandler, because: Failure | null, at: Handling): Promise<void> {
  const { payload, run, back } = at;
  try {
    await handler.giveUp?.(payload, run, because);
  } catch (error) {
    if (error instanceof TryLater) return postpone(job, error.ms, back);
    back.logger.warn({ reason: asFailure(error, job.name).message }, 'the end of this job could not be told yet');
    return postpone(job, giveUpRetryMs, back);
  }
}
