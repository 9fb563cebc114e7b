import { setFlagsFromString } from 'node:v8';
import { followSettings, readEnvironment } from '@incidentfox/config';
import { createLogger, runService } from '@incidentfox/service-runtime';
import { startWorker } from './compose.ts';

// Runs leave garbage that was long alive, and V8 lets a heap grow to four times of what is in use before it looks for that: a storm
// took 400 MB where 60 were in use. With half as much on top it takes 200, for a few percent more of the processor's time.
setFlagsFromString('--heap-growing-percent=50');

const logger = createLogger({ service: 'investigator-worker', level: process.env.LOG_LEVEL });

await runService({
  logger,
  shutdownMs: 20_000,
  start: async () => {
    const environment = readEnvironment(process.env, 'INVESTIGATOR_WORKER_PORT', 3001);
    return startWorker(environment, await followSettings(environment, process, logger), logger);
  },
});
