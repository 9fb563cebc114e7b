import { readEnvironment } from '@incidentfox/config';
import { createLogger, runService } from '@incidentfox/service-runtime';
import { startConsole } from './compose.ts';

const logger = createLogger({ service: 'operator-console', level: process.env.LOG_LEVEL });

await runService({
  logger,
  shutdownMs: 10_000,
  start: async () => startConsole(readEnvironment(process.env, 'OPERATOR_CONSOLE_PORT', 3003), logger),
});
