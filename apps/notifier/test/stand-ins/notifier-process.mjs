// A notifier as a process of its own that a test can kill at any instruction. Its dist must be built.

import { Secret } from '@incidentfox/secrets';
import { createLogger } from '@incidentfox/service-runtime';
import { composeNotifier } from '../../dist/compose.js';

const { settings, environment, timings, pace, lockMs } = JSON.parse(process.argv[2]);
const secret = (value) => (value ? new Secret('env:TEST', value) : null);
for (const team of settings.teams) {
  team.incidentIo.apiKey = secret('key');
  team.slack = { ...team.slack, botToken: secret('xoxb-test'), signingSecret: null, appToken: null };
}
const logger = createLogger({ service: 'notifier', level: process.env.LOG_LEVEL ?? 'silent' });
await composeNotifier({
  environment,
  settings: { current: () => settings, close: async () => {} },
  logger,
  timings,
  pace,
  lockMs,
});
process.send?.('ready');
