import { orUnavailable, type Redis } from '@incidentfox/redis';
import { InvestigationSummary } from '../investigation-summary.ts';
import type { SummaryStore } from '../summary-store.ts';
import { toRecordText } from './parse-record.ts';

/** Writers on other servers may be this much behind when a reader asks what changed. */
const overlapMs = 5_000;
const maxReadAtOnce = 1_000;

// KEYS: the summary, the ids by when they changed, the clock of Redis. A late writer of an earlier revision changes nothing.
const put = `
local stored = redis.call('GET', KEYS[1])
if stored and tonumber(string.match(stored, '"revision":(%d+)')) > tonumber(ARGV[2]) then return 0 end
redis.call('SET', KEYS[1], ARGV[3], 'EX', ARGV[4])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[2], string.format('%.0f', now), ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now - ARGV[4] * 1000))
redis.call('EXPIRE', KEYS[2], ARGV[4])
return 1`;

export interface Summaries extends SummaryStore {
  put(summary: InvestigationSummary): Promise<void>;
}

/**
 * `<prefix>:summary:<investigation id>` is JSON that begins with id and revision; `<prefix>:summaries` a sorted set of ids by the
 * time of their last change, so that a reader with a memory of its own asks for the news only. Both expire with the records.
 */
export function createSummaries(redis: Redis, prefix: string, retentionSeconds: number): Summaries {
  const keyOf = (id: string) => `${prefix}:summary:${id}`;
  const changed = `${prefix}:summaries`;

  const readSome = async (ids: readonly string[]): Promise<(InvestigationSummary | null)[]> => {
    const [stored, privacy] = await Promise.all([
      redis.mget(ids.map(keyOf)),
      redis.mget(ids.map((id) => `${prefix}:privacy:${id}`)),
    ]);
    return stored.map((json, at) => (json === null ? null : asPrivateAs(privacy[at] ?? null, parse(json))));
  };

  return {
    put: async (summary) => {
      const json = toRecordText(InvestigationSummary, summary, 'summary of an investigation');
      const { id, revision } = summary;
      await redis.eval(put, 2, keyOf(id), changed, id, String(revision), json, retentionSeconds);
    },
    all: ({ limit }) =>
      orUnavailable('the record', async () => {
        const found = await redis.zrevrange(`${prefix}:investigations`, 0, limit - 1, 'WITHSCORES');
        return Array.from({ length: found.length / 2 }, (_, at) => ({
          id: String(found[2 * at]),
          queuedAt: Number(found[2 * at + 1]),
        }));
      }),
    changedSince: (moment) =>
      orUnavailable('the record', async () => {
        const [seconds, micros] = await redis.time();
        const ids = await redis.zrangebyscore(changed, moment, '+inf');
        return { ids, moment: Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000) - overlapMs };
      }),
    forget: (ids) =>
      orUnavailable('the record', async () => {
        if (ids.length > 0) await redis.zrem(`${prefix}:investigations`, ...ids);
      }),
    read: (ids) =>
      orUnavailable('the record', async () => {
        const found: (InvestigationSummary | null)[] = [];
        for (let from = 0; from < ids.length; from += maxReadAtOnce)
          found.push(...(await readSome(ids.slice(from, from + maxReadAtOnce))));
        return found;
      }),
  };
}

/** A newer version's summary counts as none: the record itself then says what can be read. */
function parse(json: string): InvestigationSummary | null {
  try {
    return InvestigationSummary.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

/** A writer that read the privacy just before it changed may have written the summary just after. */
function asPrivateAs(said: string | null, summary: InvestigationSummary | null): InvestigationSummary | null {
  if (summary === null || said !== 'private' || summary.isPrivate) return summary;
  return { ...summary, isPrivate: true, name: null, services: [], verdict: null, confidence: null, cause: null };
}
