import { loadSettings, readEnvironment } from '@incidentfox/config';
import { createLogger, runService } from '@incidentfox/service-runtime';
import { startGateway } from './compose.ts';

const logger = createLogger({ service: 'webhook-gateway', level: process.env.LOG_LEVEL });

await runService({
  name: 'webhook-gateway',
  logger,
  shutdownMs: 10_000,
  start: async () => {
    const environment = readEnvironment(process.env, 'WEBHOOK_GATEWAY_PORT', 3000);
    const settings = await loadSettings({ file: environment.configFile, env: process.env });
    for (const warning of settings.warnings) logger.warn({ warning }, 'configuration warning');
    return startGateway(environment, () => settings, logger);
  },
});
