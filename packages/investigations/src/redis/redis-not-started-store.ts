import { orUnavailable, type Redis } from '@incidentfox/redis';
import { maxNotStarted, NotStarted, type NotStartedSince, type NotStartedStore } from '../not-started-store.ts';
import { toRecordText } from './parse-record.ts';

const keptSeconds = 7 * 86_400;

// KEYS: the incidents by when they were decided on, what was decided. The oldest beyond the bound go, and those of last week.
const note = `
if redis.call('HGET', KEYS[2], ARGV[1]) == ARGV[3] then return 0 end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
local gone = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[4])
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -(tonumber(ARGV[5]) + 1))) do gone[#gone + 1] = id end
for _, id in ipairs(gone) do
  redis.call('ZREM', KEYS[1], id)
  redis.call('HDEL', KEYS[2], id)
end
redis.call('EXPIRE', KEYS[1], ARGV[6])
redis.call('EXPIRE', KEYS[2], ARGV[6])
return 1`;

/** `<prefix>:not-started` is a sorted set of `<team>:<incident id>` by epoch ms, `<prefix>:not-started:reasons` a hash with what was decided. */
export function createNotStartedStore(redis: Redis, prefix: string): NotStartedStore {
  const order = `${prefix}:not-started`;
  const reasons = `${prefix}:not-started:reasons`;
  const fieldOf = (team: string, incidentId: string) => `${team}:${incidentId}`;
  return {
    note: (one, nowMs) =>
      orUnavailable('the record', async () => {
        const json = toRecordText(NotStarted, one, 'decision not to start');
        const field = fieldOf(one.team, one.incidentId);
        const since = nowMs - keptSeconds * 1_000;
        await redis.eval(note, 2, order, reasons, field, nowMs, json, since, maxNotStarted, keptSeconds);
      }),
    forget: (team, incidentId) =>
      orUnavailable('the record', async () => {
        const field = fieldOf(team, incidentId);
        await redis.multi().zrem(order, field).hdel(reasons, field).exec();
      }),
    list: () =>
      orUnavailable('the record', async (): Promise<NotStartedSince[]> => {
        const [decided, said] = await Promise.all([
          redis.zrevrange(order, 0, maxNotStarted - 1, 'WITHSCORES'),
          redis.hgetall(reasons),
        ]);
        return Array.from({ length: decided.length / 2 }, (_, at) => {
          const one = parse(said[String(decided[2 * at])] ?? '');
          return one === null ? [] : [{ ...one, since: new Date(Number(decided[2 * at + 1])).toISOString() }];
        }).flat();
      }),
  };
}

function parse(json: string): NotStarted | null {
  try {
    return NotStarted.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
