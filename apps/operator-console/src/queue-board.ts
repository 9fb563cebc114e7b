import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { queues } from '@incidentfox/jobs';
import { Queue } from 'bullmq';
import type { RequestHandler } from 'express';

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
  const server = new ExpressAdapter();
  server.setBasePath(path);
  createBullBoard({
    queues: opened.map(
      (queue) => new BullMQAdapter(queue, { readOnlyMode: true, description: descriptions[queue.name] ?? queue.name }),
    ),
    serverAdapter: server,
    options: { uiConfig: { boardTitle: 'IncidentFox queues' } },
  });
  const router = server.getRouter();
  router.disable('x-powered-by');
  return {
    router: router as RequestHandler,
    close: async () => {
      await Promise.all(opened.map((queue) => queue.close()));
    },
  };
}

export interface QueueBoard {
  router: RequestHandler;
  close(): Promise<void>;
}
