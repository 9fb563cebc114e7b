export type { Redis } from 'ioredis';
export { connectRedis, disconnectRedis, type RedisOptions } from './connect-redis.ts';
export { defaultPrefix } from './default-prefix.ts';
export { orUnavailable } from './or-unavailable.ts';
