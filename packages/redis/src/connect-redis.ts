import { Failure } from '@incidentfox/failures';
import { type RedisOptions as ClientOptions, Redis } from 'ioredis';
import { explainRedisError, isLasting } from './explain-redis-error.ts';

export type RedisOptions = Pick<ClientOptions, 'maxRetriesPerRequest' | 'enableOfflineQueue' | 'commandTimeout'> & {
  /** How long to wait for the first answer. Default 5000. */
  connectTimeoutMs?: number | undefined;
};

/** One reconnect looks for the new primary; one for every command that fails meanwhile would be a storm. */
const minReconnectMs = 1_000;

/**
 * Connects and waits until Redis answers: a queue used before that would wait for ever. Later the client connects again by
 * itself; `options` say what commands do meanwhile.
 * A primary that became a replica is left at once: the address may lead to the new primary already.
 * @throws Failure (`unavailable`) that names host and port, never the password; at once `auth` or `config` when Redis refuses
 * the password, its certificate is not trusted, or it is a Cluster
 */
export async function connectRedis(redisUrl: string, options: RedisOptions): Promise<Redis> {
  const { connectTimeoutMs = 5_000, ...behaviour } = options;
  const redis = new Redis(redisUrl, {
    ...behaviour,
    lazyConnect: true,
    disconnectTimeout: 250,
    reconnectOnError: reconnectFromReplica(),
  });
  // Without a listener ioredis prints every lost connection; the state is seen in `status` and in failing commands.
  redis.on('error', () => {});
  redis.connect().catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    let seen: Failure | null = null;
    redis.once('ready', resolve);
    redis.on('error', (error) => {
      seen = explainRedisError(error) ?? seen;
      if (seen && isLasting(seen)) reject(seen);
    });
    const tooLate = () => reject(new Failure('unavailable', `${placeOf(redisUrl)} does not answer${because(seen)}`));
    timer = setTimeout(tooLate, connectTimeoutMs);
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

const because = (seen: Failure | null): string => (seen === null ? '' : `: ${seen.message}`);

function reconnectFromReplica(): (error: Error) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (!error.message.startsWith('READONLY') && !error.message.startsWith('UNBLOCKED')) return false;
    if (performance.now() - last < minReconnectMs) return false;
    last = performance.now();
    return true;
  };
}

function placeOf(redisUrl: string): string {
  try {
    return `Redis at ${new URL(redisUrl).host}`;
  } catch {
    return 'Redis (REDIS_URL is not a URL)';
  }
}

/** QUIT if connected, else drop the socket. A Redis that does not answer QUIT within `timeoutMs` is dropped as well. */
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
