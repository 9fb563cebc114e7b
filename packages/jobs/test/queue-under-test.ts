import type { privateRedis } from '@incidentfox/test-kit';
import { z } from 'zod';
import {
  connectProducer,
  type JobConsumer,
  type JobHandler,
  type JobLogger,
  type JobProducer,
  startConsumer,
} from '../src/bullmq/index.ts';
import { defineJob, queues } from '../src/index.ts';

/** A job made up for tests: three attempts, one for each key. */
export const greet = defineJob({
  queue: queues.investigations,
  name: 'greet',
  attempts: 3,
  payload: z.object({ name: z.string(), key: z.string() }),
  id: (p) => `greet-${p.key}`,
});

export const quiet: JobLogger = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };

export interface QueueUnderTest {
  producer: JobProducer;
  /** Of its keys in Redis. */
  prefix: string;
  /** Starts a worker; `close` closes it with the rest. */
  consume(...handlers: JobHandler[]): Promise<JobConsumer>;
  consumeWith(options: { logger: JobLogger }, ...handlers: JobHandler[]): Promise<JobConsumer>;
  close(): Promise<void>;
}

let queuesSoFar = 0;

/** A queue of its own in the given Redis. Its workers are noticed to be dead after `lockMs`, if given. */
export async function queueUnderTest(
  redis: Awaited<ReturnType<typeof privateRedis>>,
  options: { lockMs?: number } = {},
): Promise<QueueUnderTest> {
  const place = { redisUrl: redis.url, prefix: `${redis.prefix}-${queuesSoFar++}` };
  const producer = await connectProducer(place);
  const consumers: JobConsumer[] = [];
  const consumeWith = async (own: { logger: JobLogger }, ...handlers: JobHandler[]): Promise<JobConsumer> => {
    const consumer = await startConsumer({
      ...place,
      queue: queues.investigations,
      handlers,
      concurrency: 4,
      shutdownMs: 200,
      ...options,
      ...own,
    });
    consumers.push(consumer);
    return consumer;
  };
  return {
    producer,
    prefix: place.prefix,
    consume: (...handlers) => consumeWith({ logger: quiet }, ...handlers),
    consumeWith,
    close: async () => {
      await Promise.all(consumers.map((consumer) => consumer.close()));
      await producer.close();
    },
  };
}
