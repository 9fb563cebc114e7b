import { followSettings, readEnvironment } from '@incidentfox/config';
import { createLogger, runService } from '@incidentfox/service-runtime';
import { startGateway } from './compose.ts';

const logger = createLogger({ service: 'webhook-gateway', level: process.env.LOG_LEVEL });

await runService({
  logger,
  shutdownMs: 20_000,
  start: async () => {
    const environment = readEnvironment(process.env, 'WEBHOOK_GATEWAY_PORT', 3000);
    return startGateway(environment, await followSettings(environment, process, logger), logger);
  },
});
