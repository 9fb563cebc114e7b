import { Failure } from '@incidentfox/failures';
import { type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { z } from 'zod';
import {
  connectProducer,
  type JobConsumer,
  type JobHandler,
  type JobLogger,
  type JobProducer,
  onJob,
  startConsumer,
  TryLater,
} from '../src/bullmq/index.ts';
import { defineJob, queues } from '../src/index.ts';

const greet = defineJob({
  queue: queues.investigations,
  name: 'greet',
  attempts: 3,
  payload: z.object({ name: z.string(), key: z.string() }),
  id: (p) => `greet-${p.key}`,
});

const quiet: JobLogger = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };

let redis: PrivateRedis;
let producer: JobProducer;
let consumers: JobConsumer[] = [];
let prefix: string;
let suite = 0;

beforeAll(async () => {
  redis = await privateRedis();
});
afterAll(() => redis.close());
beforeEach(async () => {
  prefix = `${redis.prefix}-${suite++}`;
  producer = await connectProducer({ redisUrl: redis.url, prefix });
});
afterEach(async () => {
  await Promise.all(consumers.map((consumer) => consumer.close()));
  consumers = [];
  await producer.close();
});

async function consume(...handlers: JobHandler[]): Promise<JobConsumer> {
  const consumer = await startConsumer({
    redisUrl: redis.url,
    prefix,
    queue: queues.investigations,
    handlers,
    concurrency: 4,
    logger: quiet,
    shutdownMs: 200,
  });
  consumers.push(consumer);
  return consumer;
}

describe('adding a job', () => {
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
  it('aborts a running job that is cancelled', async () => {
    let reason: unknown;
    const consumer = await consume(
      onJob(
        greet,
        (_payload, run) =>
          new Promise((resolve) => {
            run.signal.addEventListener('abort', () => {
              reason = run.signal.reason;
              resolve();
            });
          }),
      ),
    );
    await producer.add(greet, { name: 'Ada', key: 'cancel' });
    await waitFor(() => consumer.cancel('greet-cancel', 'the incident was declined'));
    await waitFor(() => reason !== undefined);
    expect(String(reason)).toContain('the incident was declined');
    expect(consumer.cancel('greet-elsewhere', 'x')).toBe(false);
  });

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
    free();
  }, 10_000);
});

describe('a schedule', () => {
  it('repeats a job, and scheduling it again makes no second schedule', async () => {
    const at: number[] = [];
    await consume(onJob(greet, async () => void at.push(Date.now())));
    await producer.schedule(greet, { name: 'Ada', key: 'tick' }, 200);
    await producer.schedule(greet, { name: 'Ada', key: 'tick' }, 200);
    await waitFor(() => at.length >= 4);
    const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    expect(Math.max(...gaps.slice(1))).toBeGreaterThan(100);
  });
});
