import type { Environment } from '@incidentfox/config';
import { connectStores } from '@incidentfox/investigations';
import { connectProducer } from '@incidentfox/jobs/bullmq';
import { createMetrics, type RunningService, serve } from '@incidentfox/service-runtime';
import { createQueueBoard } from './queue-board.ts';
import { createConsole } from './server.ts';

/** Builds the console from its environment. It reads records and queues; it needs no configuration file of its own. */
export async function startConsole(environment: Environment): Promise<RunningService> {
  const { redisUrl, prefix, host, port } = environment;
  const stores = await connectStores({ redisUrl, prefix });
  // the producer is asked for its health only: it knows fastest whether Redis answers
  const queue = await connectProducer({ redisUrl, prefix });
  const board = createQueueBoard({ redisUrl, prefix }, '/queues');
  const app = createConsole(stores.investigations, board, {
    isLive: () => true,
    isReady: () => queue.isReady() || 'Redis does not answer',
    metrics: createMetrics('operator-console'),
  });
  // A page is asked for again with one click: nobody waits for it.
  const server = await serve(app, { host, port, graceMs: 0 });
  return {
    ready: `operator console at ${server.url}, queues at ${server.url}/queues`,
    stop: async () => {
      await server.close();
      await board.close();
      await queue.close();
      await stores.close();
    },
  };
}
