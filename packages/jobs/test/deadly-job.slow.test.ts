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
async function crashWorker(): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=@incidentfox/source', program, redis.url, queue.prefix, String(lockMs)],
    { stdio: 'inherit', timeout: 20_000 },
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  expect(signal).toBe('SIGKILL');
}

/** Takes what is left, and tells whom it greeted and whom it gave up. */
async function consumeAll(): Promise<{ greeted: string[]; givenUp: [string, JobRun['jobId']][] }> {
  const greeted: string[] = [];
  const givenUp: [string, JobRun['jobId']][] = [];
  await queue.consume(
    onJob(
      greet,
      async ({ name }) => void greeted.push(name),
      async ({ name }, { jobId }) => void givenUp.push([name, jobId]),
    ),
  );
  return { greeted, givenUp };
}

const counts = () => queue.producer.counts(queues.investigations);
const hasFailed = () => waitFor(async () => (await counts()).failed > 0, { timeoutMs: 10_000, what: 'a job failed' });

test('a job that crashed six workers is abandoned instead of tried again, and its handler can say so', async () => {
  await queue.producer.add(greet, { name: 'Ada', key: 'deadly' });
  for (let crash = 1; crash <= 6; crash++) await crashWorker();
  const { greeted, givenUp } = await consumeAll();
  await hasFailed();
  expect(givenUp).toEqual([['Ada', 'greet-deadly']]);
  expect(greeted).toEqual([]);
}, 90_000);

test('a job that crashed five workers is still done', async () => {
  await queue.producer.add(greet, { name: 'Ada', key: 'unlucky' });
  for (let crash = 1; crash <= 5; crash++) await crashWorker();
  const { greeted } = await consumeAll();
  await waitFor(() => greeted.length === 1, { timeoutMs: 10_000 });
}, 90_000);

test('jobs that were taken up beside one that kills its workers are done, and only that one is given up', async () => {
  for (const name of ['Ada', 'Grace', 'Edsger', 'Barbara']) await queue.producer.add(greet, { name, key: name });
  for (let crash = 1; crash <= 6; crash++) await crashWorker();
  const { givenUp } = await consumeAll();
  await waitFor(async () => (await counts()).completed === 3, { timeoutMs: 20_000, what: 'the others are done' });
  await hasFailed();
  expect(givenUp).toEqual([['Ada', 'greet-Ada']]);
}, 120_000);

test('a job that kills even those who give it up fails all the same', async () => {
  await queue.producer.add(greet, { name: 'Ada', key: 'deadlier' });
  for (let crash = 1; crash <= 11; crash++) await crashWorker();
  const { greeted, givenUp } = await consumeAll();
  await hasFailed();
  expect({ greeted, givenUp }).toEqual({ greeted: [], givenUp: [] });
}, 120_000);

test('what repeats is given up for once, and comes again at its time', async () => {
  await queue.producer.schedule(greet, { name: 'Ada', key: 'hourly' }, 3_600_000);
  for (let crash = 1; crash <= 6; crash++) await crashWorker();
  const { givenUp } = await consumeAll();
  await hasFailed();
  expect(givenUp).toHaveLength(1);
  expect(await counts()).toMatchObject({ waiting: 0, active: 0, delayed: 1, failed: 1 });
}, 90_000);
