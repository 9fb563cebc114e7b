import { Failure } from '@incidentfox/failures';
import { type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { z } from 'zod';
import { type JobConsumer, type JobHandler, type JobProducer, onJob, TryLater } from '../src/bullmq/index.ts';
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

describe('a handler that fails', () => {
  it('is tried again while trying can help, and knows which attempt is its last', async () => {
    const attempts: [number, boolean][] = [];
    await consume(
      onJob(greet, async (_payload, run) => {
        attempts.push([run.attempt, run.lastAttempt]);
        if (attempts.length < 2) throw new Failure('unavailable', 'not yet', { retryAfterMs: 1 });
      }),
    );
    await producer.add(greet, { name: 'Ada', key: 'retry' });
    await waitFor(() => attempts.length === 2);
    expect(attempts).toEqual([
      [1, false],
      [2, false],
    ]);
  });

  it('fails at once when trying again cannot help', async () => {
    let runs = 0;
    await consume(
      onJob(greet, async () => {
        runs++;
        throw new Failure('forbidden', 'the key may not do this');
      }),
    );
    await producer.add(greet, { name: 'Ada', key: 'never' });
    await waitFor(async () => (await producer.counts(queues.investigations)).failed === 1);
    expect(runs).toBe(1);
  });

  it('waits without using up an attempt when it throws TryLater', async () => {
    const attempts: number[] = [];
    await consume(
      onJob(greet, async (_payload, run) => {
        attempts.push(run.attempt);
        if (attempts.length < 6) throw new TryLater(5, 'the channel is not there yet');
      }),
    );
    await producer.add(greet, { name: 'Ada', key: 'later' });
    await waitFor(() => attempts.length === 6);
    expect(new Set(attempts)).toEqual(new Set([1]));
  });

  it('never sees a payload that does not parse: the job fails at once', async () => {
    const loose = { ...greet, payload: z.object({ key: z.string() }) };
    let runs = 0;
    await consume(onJob(greet, async () => void runs++));
    await producer.add(loose as never, { key: 'bad' } as never);
    await waitFor(async () => (await producer.counts(queues.investigations)).failed === 1);
    expect(runs).toBe(0);
  });
});

describe('stopping', () => {
  it('hands a job that does not finish in time back to the queue, for the next worker and the same attempt', async () => {
    const slow = await consume(
      onJob(
        greet,
        (_payload, run) =>
          new Promise((_resolve, reject) => {
            run.signal.addEventListener('abort', () => reject(new Error('aborted')));
          }),
      ),
    );
    await producer.add(greet, { name: 'Ada', key: 'back' });
    await waitFor(async () => (await producer.counts(queues.investigations)).active === 1);
    await slow.close();
    const attempts: number[] = [];
    await consume(onJob(greet, async (_payload, run) => void attempts.push(run.attempt)));
    await waitFor(() => attempts.length === 1);
    expect(attempts).toEqual([1]);
  });

  it('leaves even when a handler does not heed its signal', async () => {
    let free = () => {};
    const deaf = await consume(
      onJob(
        greet,
        () =>
          new Promise((resolve) => {
            free = resolve;
          }),
      ),
    );
    await producer.add(greet, { name: 'Ada', key: 'deaf' });
    await waitFor(async () => (await producer.counts(queues.investigations)).active === 1);
    await deaf.close();
    expect(deaf.isReady()).toBe(false);
    free();
  }, 10_000);
});
