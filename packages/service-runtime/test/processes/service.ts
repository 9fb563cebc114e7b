import { createServer } from 'node:http';
import { createLogger, runService } from '@incidentfox/service-runtime';

/** A service for run-service.test.ts: its first argument says how it behaves. */
const behaviour = process.argv[2] ?? 'orderly';
const logger = createLogger({ service: 'example' });

class TwoFaults extends Error {
  readonly faults = [
    { path: 'tools.loki.url', message: 'must be an address', hint: 'Write it like https://host' },
    { path: 'integrations.slack.bot_token', message: 'is missing', hint: '' },
  ];
}

void runService({
  logger,
  shutdownMs: 300,
  start: async () => {
    if (behaviour === 'faulty') throw new TwoFaults('2 faults');
    const server = createServer().listen(0, '127.0.0.1');
    if (behaviour === 'buggy') setTimeout(() => void Promise.reject(new Error('nobody catches this')), 10);
    return {
      ready: 'listening',
      stop: async () => {
        if (behaviour === 'stuck') await new Promise(() => {});
        if (behaviour === 'talkative')
          for (let count = 0; count < 3_000; count++) logger.info({ count }, 'handed back');
        await new Promise((resolve) => server.close(resolve));
      },
    };
  },
});
