import type { Job } from 'bullmq';
import type { JobDefinition } from '../job.ts';

/** Kept in the job's data beside its payload: epoch ms of the first failure since something last went well. */
interface FailureMark {
  failingSince?: number;
}

/** True when a failure of the attempt that begins now is final. Jobs added by an earlier version still count attempts. */
export function isLastAttempt(job: Job, { attempts, patience }: JobDefinition, now: number): boolean {
  const attempt = job.attemptsMade + 1;
  if (attempt >= (job.opts.attempts ?? 1)) return true;
  if (!patience) return false;
  const { failingSince } = job.data as FailureMark;
  return attempt >= attempts && failingSince !== undefined && now - failingSince >= patience.forMs;
}

/** From now on the job's patience runs, unless it does already. */
export async function markFailing(job: Job, { patience }: JobDefinition, now: number): Promise<void> {
  const data = job.data as FailureMark;
  if (patience && data.failingSince === undefined) await job.updateData({ ...data, failingSince: now });
}

/** The job got as far as it could: what fails later has the whole patience again. */
export async function clearFailing(job: Job): Promise<void> {
  const { failingSince, ...payload } = job.data as FailureMark;
  if (failingSince !== undefined) await job.updateData(payload);
}
