import { onJob, startConsumer } from '../../src/bullmq/index.ts';
import { queues } from '../../src/index.ts';
import { greet, quiet } from '../queue-under-test.ts';

/**
 * A worker on a machine whose clock is ahead. It says on standard output whom it greets. Its arguments are the Redis, the
 * prefix of the keys, and how far its clock is ahead in ms.
 */
const [redisUrl = '', prefix = '', aheadMs = '0'] = process.argv.slice(2);

const now = Date.now;
Date.now = () => now() + Number(aheadMs);

void startConsumer({
  redisUrl,
  prefix,
  queue: queues.investigations,
  handlers: [onJob(greet, async ({ key }) => void process.stdout.write(`greeted ${key}\n`))],
  concurrency: 1,
  logger: quiet,
}).then(() => process.stdout.write('ready\n'));
