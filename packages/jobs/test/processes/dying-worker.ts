import { onJob, startConsumer } from '../../src/bullmq/index.ts';
import { queues } from '../../src/index.ts';
import { greet, quiet } from '../queue-under-test.ts';

/** A worker that its job kills at once: its arguments are the Redis, the prefix of the keys, and the lock in ms. */
const [redisUrl = '', prefix = '', lockMs] = process.argv.slice(2);

void startConsumer({
  redisUrl,
  prefix,
  queue: queues.investigations,
  handlers: [onJob(greet, async () => void process.kill(process.pid, 'SIGKILL'))],
  concurrency: 1,
  logger: quiet,
  lockMs: Number(lockMs),
});
