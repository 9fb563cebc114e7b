import { followSettings, readEnvironment } from '@incidentfox/config';
import { createLogger, runService } from '@incidentfox/service-runtime';
import { startWorker } from './compose.ts';

const logger = createLogger({ service: 'investigator-worker', level: process.env.LOG_LEVEL });

await runService({
  logger,
  shutdownMs: 20_000,
  start: async () => {
    const environment = readEnvironment(process.env, 'INVESTIGATOR_WORKER_PORT', 3001);
    return startWorker(environment, await followSettings(environment, process, logger), logger);
  },
});
