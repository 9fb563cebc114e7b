import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { queues } from '@incidentfox/jobs';
import { Queue } from 'bullmq';
import type { RequestHandler } from 'express';
import { type FoundJob, findJobs } from './find-jobs.ts';
import { shownOfJob } from './shown-of-job.ts';

/** Why each queue exists, shown beside its name. */
const descriptions: Record<string, string> = {
  investigations: 'Incidents waiting for the investigator-worker',
  notifications: 'Slack messages and timeline entries waiting for the notifier',
};

/** The queues as pages under `path`, for looking only: the console has no access control yet, so it changes nothing. */
export function createQueueBoard(connection: { redisUrl: string; prefix: string }, path: string): QueueBoard {
  const opened = Object.values(queues).map(
    (name) => new Queue(name, { connection: { url: connection.redisUrl }, prefix: connection.prefix }),
  );
  // Seen in the pages that cannot be shown; without a listener the library prints them as they are.
  for (const queue of opened) queue.on('error', () => {});
  const server = new ExpressAdapter();
  server.setBasePath(path);
  createBullBoard({
    queues: opened.map(adapterOf),
    serverAdapter: server,
    options: { uiConfig: { boardTitle: 'IncidentFox queues' } },
  });
  const router = server.getRouter();
  router.disable('x-powered-by');
  return {
    router: router as RequestHandler,
    jobsOf: (about) => findJobs(opened, path, ['active', 'waiting', 'delayed', 'failed'], (job) => job.isAbout(about)),
    failed: () => findJobs(opened, path, ['failed'], () => true),
    close: async () => {
      await Promise.all(opened.map((queue) => queue.close()));
    },
  };
}

/** A job's stack traces hold paths of this machine: they are in the log of the app that failed. */
class BoardAdapter extends BullMQAdapter {
  override async getJob(id: string) {
    const job = await super.getJob(id);
    return job && withoutStack(job);
  }
  override async getJobs(...wanted: Parameters<BullMQAdapter['getJobs']>) {
    return (await super.getJobs(...wanted)).map(withoutStack);
  }
}

function withoutStack<Job extends object>(job: Job): Job {
  return Object.assign(job, { stacktrace: [] });
}

function adapterOf(queue: Queue): BullMQAdapter {
  const adapter = new BoardAdapter(queue, {
    readOnlyMode: true,
    description: descriptions[queue.name] ?? queue.name,
  });
  adapter.setFormatter('data', shownOfJob);
  adapter.setFormatter('returnValue', () => null);
  adapter.setFormatter('progress', () => null);
  return adapter;
}

export interface QueueBoard {
  router: RequestHandler;
  /** What waits, runs or failed for an investigation. Never answers while Redis is away. */
  jobsOf(about: { investigationId: string; incidentId: string }): Promise<FoundJob[]>;
  /** The latest jobs that failed permanently, of all queues. Never answers while Redis is away. */
  failed(): Promise<FoundJob[]>;
  close(): Promise<void>;
}
