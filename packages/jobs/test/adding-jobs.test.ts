import { type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { type JobConsumer, type JobHandler, type JobProducer, onJob } from '../src/bullmq/index.ts';
import { queues } from '../src/index.ts';
import { greet, type QueueUnderTest, queueUnderTest } from './queue-under-test.ts';

let redis: PrivateRedis;
let queue: QueueUnderTest;
let producer: JobProducer;

beforeAll(async () => {
  redis = await privateRedis();
});
afterAll(() => redis.close());
beforeEach(async () => {
  queue = await queueUnderTest(redis);
  producer = queue.producer;
});
afterEach(() => queue.close());

const consume = (...handlers: JobHandler[]): Promise<JobConsumer> => queue.consume(...handlers);

describe('adding a job', () => {
  it('shows since when the first of those that wait does', async () => {
    expect(await producer.waitingSince(queues.investigations)).toBeNull();
    const before = Date.now();
    await producer.add(greet, { name: 'Ada', key: 'first' });
    const since = await producer.waitingSince(queues.investigations);
    await producer.add(greet, { name: 'Ada', key: 'second' });
    expect(await producer.waitingSince(queues.investigations)).toBe(since);
    expect(since).toBeGreaterThanOrEqual(before);
    expect(since).toBeLessThanOrEqual(Date.now());
  });

  it('reaches its handler with the parsed payload', async () => {
    const got: unknown[] = [];
    await consume(onJob(greet, async (payload) => void got.push(payload)));
    await producer.add(greet, { name: 'Ada', key: 'a' });
    await waitFor(() => got.length === 1);
    expect(got).toEqual([{ name: 'Ada', key: 'a' }]);
  });

  it('says added once and duplicate for every other add with the same id, even at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => producer.add(greet, { name: 'Ada', key: 'same' })),
    );
    expect(answers.filter((answer) => answer === 'added')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'duplicate')).toHaveLength(9);
    expect((await producer.counts(queues.investigations)).waiting).toBe(1);
  });

  it('is still a duplicate after the job has finished: a webhook is redelivered for a day', async () => {
    let runs = 0;
    await consume(onJob(greet, async () => void runs++));
    await producer.add(greet, { name: 'Ada', key: 'done' });
    await waitFor(async () => (await producer.counts(queues.investigations)).completed === 1);
    expect(await producer.add(greet, { name: 'Ada', key: 'done' })).toBe('duplicate');
    expect(runs).toBe(1);
  });

  it('can be added again after it has finished when that was asked for, and what else has finished stays', async () => {
    let runs = 0;
    await consume(onJob(greet, async () => void runs++));
    await producer.add(greet, { name: 'Ada', key: 'kept' });
    await waitFor(() => runs === 1);
    for (const time of [2, 3]) {
      const again = () => producer.add(greet, { name: 'Ada', key: 'again' }, { forgetWhenDone: true });
      await waitFor(async () => (await again()) === 'added');
      await waitFor(() => runs === time);
    }
    expect(await producer.add(greet, { name: 'Ada', key: 'kept' })).toBe('duplicate');
  });

  it('refuses a payload that does not parse, before it reaches Redis', async () => {
    const wrong = producer.add(greet, { name: 1, key: 'x' } as never);
    await expect(wrong).rejects.toMatchObject({ kind: 'contract', message: expect.stringContaining('name') });
    expect((await producer.counts(queues.investigations)).waiting).toBe(0);
  });

  it('makes one job of a burst, which starts when the burst began long enough ago', async () => {
    const at: number[] = [];
    await consume(onJob(greet, async () => void at.push(Date.now())));
    const startedAt = Date.now();
    const answers = [];
    for (const key of ['1', '2', '3', '4']) {
      answers.push(await producer.add(greet, { name: 'Ada', key }, { coalesce: { id: 'burst', ms: 400 } }));
    }
    expect(answers).toEqual(['added', 'duplicate', 'duplicate', 'duplicate']);
    await waitFor(() => at.length === 1);
    expect((at[0] ?? 0) - startedAt).toBeGreaterThanOrEqual(395);
    expect(await producer.add(greet, { name: 'Ada', key: '5' }, { coalesce: { id: 'burst', ms: 1 } })).toBe('added');
    await waitFor(() => at.length === 2);
  });
});
