import { Failure } from '@incidentfox/failures';
import { type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { z } from 'zod';
import {
  type JobConsumer,
  type JobHandler,
  type JobLogger,
  type JobProducer,
  onJob,
  TryLater,
} from '../src/bullmq/index.ts';
import { queues, waitForTeam } from '../src/index.ts';
import { greet, type QueueUnderTest, queueUnderTest, quiet } from './queue-under-test.ts';

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

describe('a job that will not be tried again', () => {
  it.each([
    ['trying again cannot help', 'forbidden'],
    ['no attempt is left', 'unavailable'],
  ] as const)('is given up with its failure when %s', async (_, kind) => {
    const once = { ...greet, attempts: 1 };
    const givenUp: unknown[] = [];
    const failure = new Failure(kind, 'no');
    await consume(
      onJob(
        once,
        () => Promise.reject(failure),
        async ({ key }, _run, because) => void givenUp.push([key, because]),
      ),
    );
    await producer.add(once, { name: 'Ada', key: 'over' });
    await waitFor(async () => (await producer.counts(queues.investigations)).failed === 1);
    expect(givenUp).toEqual([['over', failure]]);
  });

  it('stays while its end cannot be told, and then fails', async () => {
    let told = 0;
    await consume(
      onJob(
        greet,
        () => Promise.reject(new Failure('forbidden', 'no')),
        async () => {
          told++;
          if (told < 3) throw new TryLater(5, 'nobody listens');
        },
      ),
    );
    await producer.add(greet, { name: 'Ada', key: 'untold' });
    await waitFor(async () => (await producer.counts(queues.investigations)).failed === 1);
    expect(told).toBe(3);
  });
});

describe('a job with patience', () => {
  const patient = (forMs: number) => ({ ...greet, attempts: 2, patience: { forMs, maxDelayMs: 20 } });

  it('is tried for so long, not so often', async () => {
    const definition = patient(400);
    const last: boolean[] = [];
    const givenUpAfter: number[] = [];
    const startedAt = Date.now();
    await consume(
      onJob(
        definition,
        async (_payload, run) => {
          last.push(run.lastAttempt);
          throw new Failure('unavailable', 'away');
        },
        async () => void givenUpAfter.push(Date.now() - startedAt),
      ),
    );
    await producer.add(definition, { name: 'Ada', key: 'patient' });
    await waitFor(async () => (await producer.counts(queues.investigations)).failed === 1);
    expect(givenUpAfter[0]).toBeGreaterThanOrEqual(400);
    expect(last.length).toBeGreaterThan(4);
    expect(last.filter(Boolean)).toEqual([last.at(-1)]);
  });

  it('begins to lose it with its first failure, not while it waits in the queue', async () => {
    const definition = patient(300);
    const added = await producer.add(definition, { name: 'Ada', key: 'waits' }, { delayMs: 350 });
    expect(added).toBe('added');
    let attempts = 0;
    await consume(
      onJob(definition, async () => {
        attempts++;
        if (attempts < 5) throw new Failure('unavailable', 'away');
      }),
    );
    await waitFor(async () => (await producer.counts(queues.investigations)).completed === 1);
    expect(attempts).toBe(5);
  });

  it('has all of it again after it got as far as it could', async () => {
    const definition = patient(1);
    let starts = 0;
    await consume(
      onJob(definition, async () => {
        starts++;
        if (starts === 2) throw new TryLater(5, 'not yet');
        if (starts < 5) throw new Failure('unavailable', 'away');
      }),
    );
    await producer.add(definition, { name: 'Ada', key: 'again' });
    await waitFor(async () => (await producer.counts(queues.investigations)).failed === 1);
    expect(starts).toBe(4);
  });
});

describe('a job that no handler is for', () => {
  it('waits for a worker that has one, and says so once', async () => {
    const lines: string[] = [];
    const heard: JobLogger = { ...quiet, error: (_, sentence) => void lines.push(sentence), child: () => heard };
    const older = await queue.consumeWith(
      { logger: heard },
      onJob({ ...greet, name: 'older' }, async () => {}),
    );
    await producer.add(greet, { name: 'Ada', key: 'newer' });
    await waitFor(async () => (await producer.counts(queues.investigations)).delayed === 1);
    await older.close();
    expect(lines).toEqual(['no handler for this job: it waits for a worker that has one']);
    const greeted: string[] = [];
    await consume(onJob(greet, async ({ name }) => void greeted.push(name)));
    await waitFor(() => greeted.length === 1, { timeoutMs: 20_000, what: 'the newer worker has it' });
    expect((await producer.counts(queues.investigations)).failed).toBe(0);
  }, 30_000);
});

describe('a team the configuration does not have', () => {
  const team = (run: { addedAt: number }, now: number) => () => waitForTeam('gone', run, now);

  it('is waited for, for hours', () => {
    expect(team({ addedAt: 0 }, 5 * 3_600_000)).toThrow(TryLater);
    expect(team({ addedAt: 0 }, 7 * 3_600_000)).toThrow('the configuration has no team gone');
  });

  it('is told in the log once for a job that waits for it', async () => {
    const lines: unknown[] = [];
    const heard: JobLogger = { ...quiet, warn: (fields) => void lines.push(fields.reason), child: () => heard };
    let starts = 0;
    await queue.consumeWith(
      { logger: heard },
      onJob(greet, async () => {
        starts++;
        if (starts < 4) throw new TryLater(5, 'no team gone', { isUnexpected: true });
      }),
    );
    await producer.add(greet, { name: 'Ada', key: 'team' });
    await waitFor(() => starts === 4);
    expect(lines).toEqual(['no team gone']);
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
