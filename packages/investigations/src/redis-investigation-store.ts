import { Investigation } from '@incidentfox/incident';
import { orUnavailable, type Redis } from '@incidentfox/redis';
import { type InvestigationStore, investigationIdOf } from './investigation-store.ts';
import { createLeases } from './leases.ts';
import { parseRecord, toRecordText } from './parse-record.ts';
import { StoredInvestigation } from './stored-investigation.ts';

/**
 * `<prefix>:investigation:<id>` is a hash of revision -> JSON; `<prefix>:investigations` a sorted set of ids by the time
 * the first revision was queued. Both forget after the retention.
 */
export function createInvestigationStore(redis: Redis, prefix: string, retentionSeconds: number): InvestigationStore {
  const keyOf = (id: string) => `${prefix}:investigation:${id}`;
  const index = `${prefix}:investigations`;
  const parse = (json: string) => parseRecord(StoredInvestigation, json, 'record of an investigation');

  const read = async (id: string, revision?: number): Promise<Investigation | null> => {
    const wanted = revision ?? latestOf(await redis.hkeys(keyOf(id)));
    if (wanted === null) return null;
    const json = await redis.hget(keyOf(id), String(wanted));
    return json === null ? null : parse(json);
  };

  const write = async (investigation: Investigation): Promise<void> => {
    const json = toRecordText(Investigation, investigation, 'record of an investigation');
    const { id, revision, queuedAt } = investigation;
    const done = await redis
      .multi()
      .hset(keyOf(id), String(revision), json)
      .expire(keyOf(id), retentionSeconds)
      .zadd(index, 'NX', Date.parse(queuedAt), id)
      .exec();
    for (const [error] of done ?? []) if (error) throw error;
  };

  const list = async ({ limit, before }: { limit: number; before?: string }): Promise<Investigation[]> => {
    const found: Investigation[] = [];
    let from = 0;
    if (before !== undefined) {
      const rank = await redis.zrevrank(index, before);
      if (rank === null) return [];
      from = rank + 1;
    }
    while (found.length < limit) {
      const ids = await redis.zrevrange(index, from, from + limit - 1);
      if (ids.length === 0) break;
      from += await collect(ids, limit, found);
    }
    return found;
  };

  /** Reads the records of `ids` into `found`; forgotten ones leave the index. Returns how many ids are still there. */
  const collect = async (ids: string[], limit: number, found: Investigation[]): Promise<number> => {
    const records = await Promise.all(ids.map((id) => read(id)));
    const gone = ids.filter((_, at) => records[at] === null);
    if (gone.length > 0) await redis.zrem(index, ...gone);
    for (const record of records) if (record && found.length < limit) found.push(record);
    return ids.length - gone.length;
  };

  return {
    read: (id, revision) => orUnavailable('the record', () => read(id, revision)),
    write: (investigation) => orUnavailable('the record', () => write(investigation)),
    list: (options) => orUnavailable('the record', () => list(options)),
    ofIncident: (team, incidentId) => orUnavailable('the record', () => read(investigationIdOf(team, incidentId))),
    ...createLeases(redis, prefix),
  };
}

function latestOf(revisions: readonly string[]): number | null {
  return revisions.length === 0 ? null : Math.max(...revisions.map(Number));
}
