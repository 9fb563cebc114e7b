import { DelayedError, type Job } from 'bullmq';
import type { JobLogger } from '../job-logger.ts';

/**
 * Puts a job back for `ms` without using up an attempt; never returns. A job that is not ours any more (its lock ran out while
 * the process was stopped, Redis was emptied) is left to whoever has it: the queue itself finds one that nobody has.
 */
export async function postpone(
  job: Job,
  ms: number,
  { token, logger }: { token: string | undefined; logger: JobLogger },
): Promise<never> {
  try {
    await job.moveToDelayed(Date.now() + ms, token);
  } catch (error) {
    logger.info({ reason: (error as Error).message }, 'job not put back: this worker does not have it any more');
  }
  throw new DelayedError();
}
