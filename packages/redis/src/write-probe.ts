import type { Redis } from 'ioredis';
import { explainRedisError, isLasting } from './explain-redis-error.ts';

/** True when Redis took a write just now, else the sentence why not. */
export type WriteProbe = () => Promise<true | string>;

/** Probes come from strangers, too: Redis is asked at most this often. */
const freshMs = 500;
const defaultTimeoutMs = 1_500;

// Two keys, as the queue's own scripts have: a Cluster that would refuse those refuses this.
const writeTwoKeys = `
redis.call('SET', KEYS[1], ARGV[1], 'PX', 60000)
redis.call('SET', KEYS[2], ARGV[1], 'PX', 60000)
return 1`;

/**
 * Says whether Redis takes writes, by a write: while it is a replica, out of memory or hanging it still says PONG, or is
 * still connected.
 */
export function createWriteProbe(redis: Redis, prefix: string, timeoutMs: number = defaultTimeoutMs): WriteProbe {
  let last: { at: number; answer: Promise<true | string> } | null = null;
  return () => {
    if (last && performance.now() - last.at < freshMs) return last.answer;
    last = { at: performance.now(), answer: writeWithin(redis, prefix, timeoutMs) };
    return last.answer;
  };
}

async function writeWithin(redis: Redis, prefix: string, timeoutMs: number): Promise<true | string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, 'Redis does not answer');
  });
  const written = redis
    .eval(writeTwoKeys, 2, `${prefix}:ready:1`, `${prefix}:ready:2`, '1')
    .then((): true => true, sentenceOf);
  const answer = await Promise.race([written, late]);
  clearTimeout(timer);
  return answer;
}

const sentenceOf = (error: unknown): string => explainRedisError(error)?.message ?? 'Redis does not answer';

/**
 * Closes `redis` and throws when it can never serve a queue, because it is a Cluster or its user may not write. One that is
 * only busy, full or a replica for now may be used: `createWriteProbe` says so meanwhile.
 * @throws Failure (`config`, `auth` or `forbidden`)
 */
export async function refuseUnfit(redis: Redis, prefix: string): Promise<void> {
  try {
    await redis.eval(writeTwoKeys, 2, `${prefix}:ready:1`, `${prefix}:ready:2`, '1');
  } catch (error) {
    const failure = explainRedisError(error);
    if (!failure || !isLasting(failure)) return;
    redis.disconnect();
    throw failure;
  }
}
