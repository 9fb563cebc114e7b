import type { Queue } from 'bullmq';

/** A job that is not done, as other pages tell of it. */
export interface FoundJob {
  readonly id: string;
  /** `update-slack`. */
  readonly name: string;
  readonly queue: string;
  readonly state: JobState;
  /** How often it was tried, and how often it will be at most. */
  readonly attempts: number;
  readonly maxAttempts: number;
  /** Why the last attempt failed. */
  readonly reason: string | null;
  /** Epoch ms. */
  readonly addedAt: number;
  readonly incidentId: string | null;
  readonly investigationId: string | null;
  /** The timeline entry it writes. */
  readonly entry: string | null;
  /** Its page on the board. */
  readonly href: string;
}
type JobState = 'active' | 'waiting' | 'delayed' | 'failed';

interface About {
  readonly investigationId: string;
  readonly incidentId: string;
}

/** Jobs of each queue and state that are looked at, the latest first. */
const maxLookedAt = 200;

export async function findJobs(
  queues: readonly Queue[],
  boardPath: string,
  states: readonly JobState[],
  isWanted: (job: FoundJob & { isAbout(about: About): boolean }) => boolean,
): Promise<FoundJob[]> {
  const looks = queues.flatMap((queue) =>
    states.map(async (state) => {
      const jobs = await queue.getJobs([state], 0, maxLookedAt - 1, false);
      // a job that is done meanwhile is gone from its place
      return jobs.filter(Boolean).map((job) => toFound(queue.name, state, boardPath, job));
    }),
  );
  const found = (await Promise.all(looks))
    .flat()
    .filter((job) => isWanted({ ...job, isAbout: (about) => isAbout(job, about) }));
  return found.sort((a, b) => b.addedAt - a.addedAt);
}

function isAbout(job: FoundJob, about: About): boolean {
  return job.investigationId === about.investigationId || job.incidentId === about.incidentId;
}

function toFound(
  queue: string,
  state: JobState,
  boardPath: string,
  job: Awaited<ReturnType<Queue['getJobs']>>[number],
): FoundJob {
  const id = job.id ?? '';
  const said = (field: string): string | null => {
    const value: unknown = job.data?.[field];
    return typeof value === 'string' ? value : null;
  };
  return {
    ...{ id, name: job.name, queue, state },
    attempts: job.attemptsMade,
    maxAttempts: job.opts.attempts ?? 1,
    reason: job.failedReason || null,
    addedAt: job.timestamp,
    incidentId: said('incidentId'),
    investigationId: said('investigationId'),
    entry: said('entry'),
    href: `${boardPath}/queue/${encodeURIComponent(queue)}/${encodeURIComponent(id)}`,
  };
}
