import { Failure } from '@incidentfox/failures';
import { Redis } from 'ioredis';

/**
 * Connects and waits until Redis answers. Commands fail soon while Redis is away, and work again once it is back.
 * @throws Failure (`unavailable`) when nothing answers within `timeoutMs`
 */
export async function connectRedis(redisUrl: string, timeoutMs: number): Promise<Redis> {
  const redis = new Redis(redisUrl, {
    maxRetriesPerRequest: 2,
    commandTimeout: 3_000,
    lazyConnect: true,
    disconnectTimeout: 250,
  });
  redis.on('error', () => {}); // seen in failing commands; ioredis would print every lost connection
  redis.connect().catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      redis.once('ready', resolve);
      timer = setTimeout(
        () => reject(new Failure('unavailable', 'Redis does not answer: the records cannot be reached')),
        timeoutMs,
      );
    });
    return redis;
  } catch (error) {
    redis.disconnect();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Runs a Redis command; what goes wrong is a `Failure` (`unavailable`), so that the job is tried again. */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('unavailable', `the records cannot be reached: ${(error as Error).message}`, { cause: error });
  }
}
