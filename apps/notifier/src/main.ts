import { followSettings, readEnvironment } from '@incidentfox/config';
import { createLogger, runService } from '@incidentfox/service-runtime';
import { composeNotifier } from './compose.ts';

const logger = createLogger({ service: 'notifier', level: process.env.LOG_LEVEL });

await runService({
  logger,
  shutdownMs: 20_000,
  start: async () => {
    const environment = readEnvironment(process.env, 'NOTIFIER_PORT', 3002);
    return composeNotifier({ environment, settings: await followSettings(environment, process, logger), logger });
  },
});
