import { randomUUID } from 'node:crypto';
import { Failure } from '@incidentfox/failures';
import {
  connectRedis,
  createWriteProbe,
  defaultPrefix,
  disconnectRedis,
  orUnavailable,
  type Redis,
  refuseUnfit,
} from '@incidentfox/redis';
import { Queue } from 'bullmq';
import { type JobDefinition, type QueueName, queues } from '../job.ts';
import type { AddOptions, JobCounts, JobProducer } from '../producer.ts';
import { jobOptions } from './job-options.ts';
import { keepSchedules } from './keep-schedules.ts';
import { parsePayload } from './parse-payload.ts';

export interface ProducerOptions {
  redisUrl: string;
  prefix?: string;
  /** How long one command may take before it counts as failed. Default 1500. */
  commandTimeoutMs?: number;
  /** How long to wait for the first connection. Default 5000. */
  connectTimeoutMs?: number;
}

/**
 * Connects the side that adds jobs. Its commands fail at once while Redis is down and after `commandTimeoutMs` while it
 * hangs, and work again by themselves once it is back.
 * @throws Failure (`unavailable`) when Redis does not answer at the start
 */
export async function connectProducer(options: ProducerOptions): Promise<JobProducer> {
  const prefix = options.prefix ?? defaultPrefix;
  const redis = await connectRedis(options.redisUrl, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: options.commandTimeoutMs ?? 1_500,
    connectTimeoutMs: options.connectTimeoutMs,
  });
  const open = new Map<QueueName, Queue>(Object.values(queues).map((name) => [name, openQueue(name, redis, prefix)]));
  const queueOf = (name: QueueName): Queue => {
    const queue = open.get(name);
    if (!queue) throw new Failure('config', `there is no queue ${name}`);
    return queue;
  };
  const readiness = createWriteProbe(redis, prefix, options.commandTimeoutMs);
  await refuseUnfit(redis, prefix);
  return {
    add: (definition, payload, addOptions) =>
      orUnavailable('the queue', () =>
        addJob(queueOf(definition.queue), redis, prefix, { definition, payload, ...addOptions }),
      ),
    keepSchedules: (definition, payloads, everyMs) =>
      orUnavailable('the queue', () => keepSchedules(queueOf(definition.queue), definition, payloads, everyMs)),
    counts: (queue) =>
      orUnavailable('the queue', async () => {
        const counted = await queueOf(queue).getJobCounts('waiting', 'active', 'delayed', 'completed', 'failed');
        return { waiting: 0, active: 0, delayed: 0, completed: 0, failed: 0, ...counted } as JobCounts;
      }),
    waitingSince: (queue) =>
      orUnavailable('the queue', async () => {
        const [next] = await queueOf(queue).getJobs(['waiting'], 0, 0, true);
        return next?.timestamp ?? null;
      }),
    readiness,
    close: async () => {
      await Promise.all([...open.values()].map((queue) => queue.close().catch(() => {})));
      await disconnectRedis(redis);
    },
  };
}

function openQueue(name: QueueName, redis: Redis, prefix: string): Queue {
  const queue = new Queue(name, { connection: redis, prefix, skipVersionCheck: true });
  queue.on('error', () => {}); // seen in readiness and in failing commands
  return queue;
}

interface Add extends AddOptions {
  definition: JobDefinition;
  payload: unknown;
}

async function addJob(queue: Queue, redis: Redis, prefix: string, add: Add): Promise<'added' | 'duplicate'> {
  const { definition, coalesce, delayMs, forgetWhenDone } = add;
  const payload = parsePayload(definition, add.payload);
  const id = definition.id(payload as never);
  // `add` answers the same for a new job and for one that was there. A mark of our own tells them apart, exactly, even when
  // ten copies of a webhook arrive in the same millisecond.
  const mark = randomUUID();
  const job = await queue.add(
    definition.name,
    { ...(payload as object), mark },
    {
      ...jobOptions(definition, id),
      ...(delayMs === undefined ? {} : { delay: delayMs }),
      ...(coalesce === undefined ? {} : coalesceOptions(coalesce)),
      ...(forgetWhenDone ? { removeOnComplete: true, removeOnFail: true } : {}),
    },
  );
  if (job.id !== id) return 'duplicate';
  const stored = await redis.hget(`${prefix}:${definition.queue}:${id}`, 'data');
  return stored === null || stored.includes(mark) ? 'added' : 'duplicate';
}

/**
 * The first of a burst becomes the job and waits `ms`; the rest are covered by it, because it re-reads. The gate reopens a
 * little before the job starts, so that nothing that happens while it reads is taken as covered. A steady stream of
 * updates cannot put the job off for ever.
 */
function coalesceOptions({ id, ms }: { id: string; ms: number }) {
  return { delay: ms, deduplication: { id, ttl: Math.max(1, Math.floor(ms * 0.9)) } };
}
