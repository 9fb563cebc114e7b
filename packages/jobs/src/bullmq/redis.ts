import { Failure } from '@incidentfox/failures';
import { Redis, type RedisOptions } from 'ioredis';

type ConnectionHabits = Pick<RedisOptions, 'maxRetriesPerRequest' | 'enableOfflineQueue' | 'commandTimeout'>;

/**
 * Connects and waits until Redis answers, at most `timeoutMs`: a queue used before that would wait for ever.
 * @throws Failure (`unavailable`) that names host and port, never the password
 */
export async function connectRedis(redisUrl: string, options: ConnectionHabits, timeoutMs: number): Promise<Redis> {
  const redis = new Redis(redisUrl, { ...options, lazyConnect: true, disconnectTimeout: 250 });
  // Without a listener ioredis prints every lost connection; the state is seen in isReady and in failing commands.
  redis.on('error', () => {});
  redis.connect().catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    redis.once('ready', resolve);
    timer = setTimeout(() => reject(new Failure('unavailable', `${placeOf(redisUrl)} does not answer`)), timeoutMs);
  });
  try {
    await ready;
    return redis;
  } catch (error) {
    redis.disconnect();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function placeOf(redisUrl: string): string {
  try {
    return `Redis at ${new URL(redisUrl).host}`;
  } catch {
    return 'Redis (REDIS_URL is not a URL)';
  }
}

/** Leaves politely; a Redis that does not answer is left without a word. */
export async function disconnectRedis(redis: Redis, timeoutMs = 1_000): Promise<void> {
  if (redis.status === 'ready') {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMs);
    });
    await Promise.race([redis.quit().then(ignore, ignore), late]);
    clearTimeout(timer);
  }
  redis.disconnect();
}

const ignore = () => {};
