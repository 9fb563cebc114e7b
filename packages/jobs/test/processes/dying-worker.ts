import { onJob, startConsumer } from '../../src/bullmq/index.ts';
import { queues } from '../../src/index.ts';
import { greet, quiet } from '../queue-under-test.ts';

/**
 * A worker that greeting Ada kills, and giving her up too; others it greets, which takes longer. Its arguments are the
 * Redis, the prefix of the keys, and the lock in ms.
 */
const [redisUrl = '', prefix = '', lockMs] = process.argv.slice(2);

const work = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function takeWork({ name }: { name: string }): Promise<void> {
  await work(100);
  if (name === 'Ada') process.kill(process.pid, 'SIGKILL');
  await work(200);
}

void startConsumer({
  redisUrl,
  prefix,
  queue: queues.investigations,
  handlers: [onJob(greet, takeWork, takeWork)],
  concurrency: 8,
  logger: quiet,
  lockMs: Number(lockMs),
});
