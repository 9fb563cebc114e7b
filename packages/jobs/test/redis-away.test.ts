import { type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { connectProducer, type JobLogger, onJob, startConsumer } from '../src/bullmq/index.ts';
import { investigateIncident, queues } from '../src/index.ts';

const quiet: JobLogger = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };
const payload = (key: string) => ({
  team: 'default',
  incidentId: '01KB',
  trigger: { kind: 'webhook' as const },
  key,
  receivedAt: 1,
});

let redis: PrivateRedis;
beforeEach(async () => {
  redis = await privateRedis({ own: true });
});
afterEach(() => redis.close());

it('fails at the start with a sentence that names the place and not the password', async () => {
  const port = new URL(redis.url).port;
  await redis.crash();
  const connecting = connectProducer({ redisUrl: `redis://:canary-password@127.0.0.1:${port}`, connectTimeoutMs: 300 });
  const failure = await connecting.catch((error: Error) => error);
  expect(failure).toMatchObject({ kind: 'unavailable', message: expect.stringContaining(`127.0.0.1:${port}`) });
  expect(String((failure as Error).message)).not.toContain('canary');
});

it('fails an add at once while Redis is down, and works again by itself once it is back', async () => {
  const producer = await connectProducer({ redisUrl: redis.url });
  await redis.crash();
  const startedAt = Date.now();
  await expect(producer.add(investigateIncident, payload('down'))).rejects.toMatchObject({ kind: 'unavailable' });
  expect(Date.now() - startedAt).toBeLessThan(2_000);
  expect(await producer.readiness()).toBe('Redis does not answer');
  await redis.restart();
  await waitFor(async () => (await producer.readiness()) === true, { timeoutMs: 10_000 });
  expect(await producer.add(investigateIncident, payload('down'))).toBe('added');
  await producer.close();
}, 20_000);

it('fails an add within the command timeout while Redis hangs', async () => {
  const producer = await connectProducer({ redisUrl: redis.url, commandTimeoutMs: 300 });
  redis.hang();
  const startedAt = Date.now();
  await expect(producer.add(investigateIncident, payload('hang'))).rejects.toMatchObject({ kind: 'unavailable' });
  expect(Date.now() - startedAt).toBeLessThan(1_500);
  redis.resume();
  await waitFor(async () => (await producer.readiness()) === true);
  await producer.close();
}, 20_000);

it('keeps accepted jobs over a crash of Redis, and a worker takes them when Redis is back', async () => {
  const producer = await connectProducer({ redisUrl: redis.url });
  for (let at = 0; at < 20; at++) await producer.add(investigateIncident, payload(`crash-${at}`));
  await redis.crash();
  await redis.restart();
  const seen = new Set<string>();
  const consumer = await startConsumer({
    redisUrl: redis.url,
    queue: queues.investigations,
    handlers: [onJob(investigateIncident, async (job) => void seen.add(job.key))],
    concurrency: 4,
    logger: quiet,
  });
  expect(await waitFor(() => seen.size === 20, { timeoutMs: 10_000 })).toBe(true);
  await consumer.close();
  await producer.close();
}, 20_000);
