import { Failure } from '@incidentfox/failures';
import { Investigation } from '@incidentfox/incident';
import { orUnavailable, type Redis } from '@incidentfox/redis';
import { createListing } from './investigation-listing.ts';
import { type InvestigationEntry, type InvestigationStore, investigationIdOf } from './investigation-store.ts';
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

  const readEntry = async (id: string): Promise<InvestigationEntry | null> => {
    try {
      const investigation = await read(id);
      return investigation && { id, investigation };
    } catch (error) {
      if (error instanceof Failure && error.kind === 'contract') return { id, unreadable: error.message };
      throw error;
    }
  };

  const { entries, readable } = createListing(redis, index, readEntry);

  return {
    read: (id, revision) => orUnavailable('the record', () => read(id, revision)),
    write: (investigation) => orUnavailable('the record', () => write(investigation)),
    list: (options) => orUnavailable('the record', () => readable(options)),
    listEntries: (options) => orUnavailable('the record', () => entries(options)),
    ofIncident: (team, incidentId) => orUnavailable('the record', () => read(investigationIdOf(team, incidentId))),
    ...createLeases(redis, prefix),
  };
}

function latestOf(revisions: readonly string[]): number | null {
  return revisions.length === 0 ? null : Math.max(...revisions.map(Number));
}
