import { readFile } from 'node:fs/promises';
import { loadSettings, readEnvironment } from '@incidentfox/config';
import { createLogger, runService } from '@incidentfox/service-runtime';
import { composeNotifier } from './compose.ts';

const logger = createLogger({ service: 'notifier', level: process.env.LOG_LEVEL });

await runService({
  name: 'notifier',
  logger,
  shutdownMs: 15_000,
  start: async () => {
    const environment = readEnvironment(process.env, 'NOTIFIER_PORT', 3003);
    const settings = await loadSettings({
      file: environment.configFile,
      env: process.env,
      readFile: (path: string) => readFile(path, 'utf8'),
    });
    for (const warning of settings.warnings) logger.warn({ warning }, 'configuration warning');
    return composeNotifier({ environment, settings, logger });
  },
});
