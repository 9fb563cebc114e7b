import type { Environment } from '@incidentfox/config';
import { connectStores } from '@incidentfox/investigations';
import { connectProducer } from '@incidentfox/jobs/bullmq';
import {
  createMetrics,
  type Logger,
  type RunningService,
  serve,
  startHealthServer,
} from '@incidentfox/service-runtime';
import { createCatalogue } from './catalogue/catalogue.ts';
import { createQueueBoard } from './queue-board/queue-board.ts';
import { createConsole } from './server.ts';
import { createUnreadableLog } from './unreadable-log.ts';

/** Builds the console from its environment. It reads records and queues; it needs no configuration file of its own. */
export async function startConsole(environment: Environment, logger: Logger): Promise<RunningService> {
  const { redisUrl, prefix, host, port, metricsPort, consoleUrl } = environment;
  const stores = await connectStores({ redisUrl, prefix, commandTimeoutMs: 1_500 });
  // the producer adds nothing: it counts what waits, and knows whether Redis takes writes
  const queue = await connectProducer({ redisUrl, prefix });
  const board = createQueueBoard({ redisUrl, prefix }, '/queues');
  const health = { isLive: () => true, isReady: queue.readiness };
  const hosts = { consoleUrl, host };
  const logUnreadable = createUnreadableLog(logger);
  const catalogue = createCatalogue({ ...stores, logUnreadable });
  // Many records take a second to be learned of once: before the first visitor, not while one waits.
  await catalogue.all();
  const app = createConsole({ stores, catalogue, producer: queue, board, health, hosts, logger, logUnreadable });
  // A page is asked for again with one click: nobody waits for it.
  const server = await serve(app, { host, port, graceMs: 0 });
  const metrics = createMetrics('operator-console');
  const numbers =
    metricsPort === null ? null : await startHealthServer({ ...health, metrics, host, port: metricsPort });
  return {
    ready: `operator console at ${server.url}, queues at ${server.url}/queues`,
    stop: async () => {
      await server.close();
      await numbers?.close();
      await board.close();
      await queue.close();
      await stores.close();
    },
  };
}
