import { connectRedis, defaultPrefix, disconnectRedis } from '@incidentfox/redis';
import { type Job, Worker } from 'bullmq';
import type { QueueName } from '../job.ts';
import type { JobHandler } from '../job-handler.ts';
import type { JobLogger } from '../job-logger.ts';
import { backoffMs } from './job-options.ts';
import { maxStalls, processJob } from './process-job.ts';

const logEveryMs = 30_000;

export interface ConsumerOptions {
  redisUrl: string;
  prefix?: string;
  queue: QueueName;
  handlers: readonly JobHandler[];
  /** Jobs at the same time. */
  concurrency: number;
  logger: JobLogger;
  /** How long `close` lets running jobs finish before it hands them back. Default 10 s. */
  shutdownMs?: number;
  connectTimeoutMs?: number;
  /** A killed worker's jobs start again elsewhere after this and half of it more. Default 10 s; shorter only in tests. */
  lockMs?: number;
}

export interface JobConsumer {
  /** True while connected and taking jobs. */
  isReady(): boolean;
  /** Takes no more, lets running jobs finish, hands back what does not finish in time. */
  close(): Promise<void>;
}

/**
 * Starts taking jobs from one queue. A worker that is killed is noticed within 15 s and its job starts again elsewhere.
 * @throws Failure (`unavailable`) when Redis does not answer at the start
 */
export async function startConsumer(options: ConsumerOptions): Promise<JobConsumer> {
  const redis = await connectRedis(options.redisUrl, {
    maxRetriesPerRequest: null,
    connectTimeoutMs: options.connectTimeoutMs,
  });
  const handlers = new Map(options.handlers.map((handler) => [handler.definition.name, handler]));
  const running = new Map<string, Job>();
  const lockMs = options.lockMs ?? 10_000;
  let closing = false;
  const worker = new Worker(
    options.queue,
    (job: Job, token, signal) =>
      processJob(job, { handlers, token, signal, logger: options.logger, running, isClosing: () => closing }),
    {
      connection: redis,
      prefix: options.prefix ?? defaultPrefix,
      concurrency: options.concurrency,
      lockDuration: lockMs,
      stalledInterval: lockMs / 2,
      // The queue fails a job without telling anybody, so processJob abandons it long before that, and logs it.
      maxStalledCount: 2 * maxStalls,
      settings: {
        backoffStrategy: (attemptsMade, _type, error, job) =>
          backoffMs(attemptsMade ?? 1, error, {
            maxMs: handlers.get(job?.name ?? '')?.definition.patience?.maxDelayMs,
          }),
      },
    },
  );
  worker.on('error', logThrottled(options));
  worker.on('stalled', (jobId) =>
    options.logger.warn({ queue: options.queue, jobId }, 'a worker crashed while running this job: it starts again'),
  );
  worker.on('failed', (job) => {
    if (!job?.deferredFailure) return; // processJob has logged those
    const fields = { job: job.name, jobId: job.id, stalls: job.stalledCounter };
    options.logger.error(fields, 'job failed permanently: workers also crashed while abandoning it');
  });
  worker.on('lockRenewalFailed', (jobIds) => {
    for (const jobId of jobIds) worker.cancelJob(jobId, 'its lock was lost');
  });
  await worker.waitUntilReady();
  return {
    isReady: () => redis.status === 'ready' && worker.isRunning() && !closing,
    close: async () => {
      closing = true;
      await closeWorker(worker, running, options.shutdownMs ?? 10_000);
      await disconnectRedis(redis);
    },
  };
}

/** While Redis is away every look for a job fails: one line a while says as much as hundreds. */
function logThrottled({ logger, queue }: Pick<ConsumerOptions, 'logger' | 'queue'>): (error: Error) => void {
  let loggedAt = Number.NEGATIVE_INFINITY;
  let unlogged = 0;
  return (error) => {
    if (performance.now() - loggedAt < logEveryMs) {
      unlogged += 1;
      return;
    }
    logger.warn({ queue, error, ...(unlogged > 0 && { unlogged }) }, 'queue connection failed');
    loggedAt = performance.now();
    unlogged = 0;
  };
}

/**
 * Stops taking, waits, aborts what still runs so that it goes back to the queue, and leaves. A handler that does not even
 * heed its signal is left behind: its lock runs out and another worker takes the job.
 */
async function closeWorker(worker: Worker, running: ReadonlyMap<string, Job>, shutdownMs: number): Promise<void> {
  await worker.pause(true);
  if (!(await isEmptyWithin(running, shutdownMs))) {
    worker.cancelAllJobs('the process stops');
    await isEmptyWithin(running, 2_000);
  }
  await worker.close(running.size > 0);
}

async function isEmptyWithin(running: ReadonlyMap<string, Job>, ms: number): Promise<boolean> {
  const end = Date.now() + ms;
  while (running.size > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  return running.size === 0;
}
