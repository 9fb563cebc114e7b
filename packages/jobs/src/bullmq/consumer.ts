import { type Job, Worker } from 'bullmq';
import type { QueueName } from '../job.ts';
import type { JobHandler } from '../job-handler.ts';
import type { JobLogger } from '../job-logger.ts';
import { backoffMs, defaultPrefix } from './job-options.ts';
import { processJob } from './process-job.ts';
import { connectRedis, disconnectRedis } from './redis.ts';

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
}

export interface JobConsumer {
  /** True while connected and taking jobs. */
  isReady(): boolean;
  /** Aborts a job that runs in this process; false when it does not run here. */
  cancel(jobId: string, reason: string): boolean;
  /** Takes no more, lets running jobs finish, hands back what does not finish in time. */
  close(): Promise<void>;
}

/**
 * Starts taking jobs from one queue. A worker that is killed is noticed within 15 s and its job starts again elsewhere.
 * @throws Failure (`unavailable`) when Redis does not answer at the start
 */
export async function startConsumer(options: ConsumerOptions): Promise<JobConsumer> {
  const redis = await connectRedis(options.redisUrl, { maxRetriesPerRequest: null }, options.connectTimeoutMs ?? 5_000);
  const handlers = new Map(options.handlers.map((handler) => [handler.definition.name, handler]));
  let closing = false;
  const worker = new Worker(
    options.queue,
    (job: Job, token, signal) =>
      processJob(job, { handlers, token, signal, logger: options.logger, isClosing: () => closing }),
    {
      connection: redis,
      prefix: options.prefix ?? defaultPrefix,
      concurrency: options.concurrency,
      lockDuration: 10_000,
      stalledInterval: 5_000,
      maxStalledCount: 5,
      settings: { backoffStrategy: (attemptsMade, _type, error) => backoffMs(attemptsMade ?? 1, error) },
    },
  );
  worker.on('error', (error) =>
    options.logger.warn({ queue: options.queue, reason: error.message }, 'the queue connection has trouble'),
  );
  worker.on('lockRenewalFailed', (jobIds) => {
    for (const jobId of jobIds) worker.cancelJob(jobId, 'its lock was lost');
  });
  await worker.waitUntilReady();
  return {
    isReady: () => redis.status === 'ready' && worker.isRunning() && !closing,
    cancel: (jobId, reason) => worker.cancelJob(jobId, reason),
    close: async () => {
      closing = true;
      await closeWorker(worker, options.shutdownMs ?? 10_000);
      await disconnectRedis(redis);
    },
  };
}

async function closeWorker(worker: Worker, shutdownMs: number): Promise<void> {
  const closed = worker.close().then(() => true);
  if (await within(closed, shutdownMs)) return;
  worker.cancelAllJobs('the process stops'); // handlers see their signal and the jobs go back to the queue
  if (await within(closed, 2_000)) return;
  await worker.close(true);
}

async function within(done: Promise<boolean>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const result = await Promise.race([done, late]);
  clearTimeout(timer);
  return result;
}
