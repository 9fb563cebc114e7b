export type { Redis } from 'ioredis';
export { connectRedis, disconnectRedis, type RedisOptions } from './connect-redis.ts';
export { defaultPrefix } from './default-prefix.ts';
export { explainRedisError, isLasting } from './explain-redis-error.ts';
export { orUnavailable } from './or-unavailable.ts';
export { createWriteProbe, refuseUnfit, type WriteProbe } from './write-probe.ts';
