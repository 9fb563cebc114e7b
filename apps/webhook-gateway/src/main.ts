import { readEnvironment, sentenceOf, watchSettings } from '@incidentfox/config';
import { createLogger, runService } from '@incidentfox/service-runtime';
import { startGateway } from './compose.ts';

const logger = createLogger({ service: 'webhook-gateway', level: process.env.LOG_LEVEL });

await runService({
  name: 'webhook-gateway',
  logger,
  shutdownMs: 10_000,
  start: async () => {
    const environment = readEnvironment(process.env, 'WEBHOOK_GATEWAY_PORT', 3000);
    const settings = await watchSettings({
      file: environment.configFile,
      env: process.env,
      signals: process,
      onChange: () => logger.info({}, 'The configuration was read again'),
      onRefused: (faults) =>
        logger.error({ faults: faults.map(sentenceOf) }, 'The new configuration is broken; the old one stays'),
    });
    for (const warning of settings.current().warnings) logger.warn({ warning }, 'The configuration has a warning');
    return startGateway(environment, settings, logger);
  },
});
