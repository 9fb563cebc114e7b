import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { type JobRun, onJob } from '../src/bullmq/index.ts';
import { queues } from '../src/index.ts';
import { greet, type QueueUnderTest, queueUnderTest } from './queue-under-test.ts';

const program = fileURLToPath(new URL('./processes/dying-worker.ts', import.meta.url));

/** How soon a worker is noticed to be dead. */
const lockMs = 500;

let redis: PrivateRedis;
let queue: QueueUnderTest;
beforeAll(async () => {
  redis = await privateRedis();
});
afterAll(() => redis.close());
beforeEach(async () => {
  queue = await queueUnderTest(redis, { lockMs });
});
afterEach(() => queue.close());

/** A process that takes the job and dies of it. */
async function letWorkerDie(): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=@incidentfox/source', program, redis.url, queue.prefix, String(lockMs)],
    { stdio: 'inherit', timeout: 20_000 },
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  expect(signal).toBe('SIGKILL');
}

test('a job over which six workers died is given up instead of tried again, and its handler can say so', async () => {
  await queue.producer.add(greet, { name: 'Ada', key: 'deadly' });
  for (let death = 1; death <= 6; death++) await letWorkerDie();

  const handled: unknown[] = [];
  const givenUp: [unknown, JobRun['jobId']][] = [];
  await queue.consume(
    onJob(
      greet,
      async (payload) => void handled.push(payload),
      async (payload, { jobId }) => void givenUp.push([payload, jobId]),
    ),
  );
  await waitFor(async () => (await queue.producer.counts(queues.investigations)).failed === 1, { timeoutMs: 10_000 });
  expect(givenUp).toEqual([[{ name: 'Ada', key: 'deadly' }, 'greet-deadly']]);
  expect(handled).toEqual([]);
}, 90_000);

test('a job over which five workers died is still done', async () => {
  await queue.producer.add(greet, { name: 'Ada', key: 'unlucky' });
  for (let death = 1; death <= 5; death++) await letWorkerDie();

  const handled: unknown[] = [];
  await queue.consume(onJob(greet, async (payload) => void handled.push(payload)));
  await waitFor(() => handled.length === 1, { timeoutMs: 10_000 });
}, 90_000);
