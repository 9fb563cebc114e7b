import { Failure } from '@incidentfox/failures';
import { Investigation } from '@incidentfox/incident';
import { orUnavailable, type Redis } from '@incidentfox/redis';
import { type InvestigationEntry, type InvestigationStore, investigationIdOf } from '../investigation-store.ts';
import { summaryOf } from '../investigation-summary.ts';
import type { Lease } from '../lease.ts';
import { createListing } from './investigation-listing.ts';
import { createLeases } from './leases.ts';
import { createOpenIncidents } from './open-incidents.ts';
import { parseRecord, toRecordText } from './parse-record.ts';
import { createPrivacy } from './privacy.ts';
import { StoredInvestigation } from './stored-investigation.ts';
import type { Summaries } from './summaries.ts';
import { writeRevision } from './write-revision.ts';

/**
 * `<prefix>:investigation:<id>` is a hash of revision -> JSON; `<prefix>:investigations` a sorted set of ids by the time
 * the first revision was queued. Both forget after the retention.
 */
export function createInvestigationStore(
  redis: Redis,
  prefix: string,
  retentionSeconds: number,
  summaries: Pick<Summaries, 'put'>,
): InvestigationStore {
  const keyOf = (id: string) => `${prefix}:investigation:${id}`;
  const index = `${prefix}:investigations`;
  const parse = (json: string) => parseRecord(StoredInvestigation, json, 'record of an investigation');

  const privacy = createPrivacy(redis, prefix, retentionSeconds);
  const open = createOpenIncidents(redis, prefix, retentionSeconds);

  const read = async (id: string, revision?: number): Promise<Investigation | null> => {
    const wanted = revision ?? latestOf(await redis.hkeys(keyOf(id)));
    if (wanted === null) return null;
    const json = await redis.hget(keyOf(id), String(wanted));
    return json === null ? null : privacy.applyTo(parse(json));
  };

  const write = async (investigation: Investigation, lease: Lease | null): Promise<void> => {
    const json = toRecordText(Investigation, investigation, 'record of an investigation');
    const { id, team, incidentId, revision, state, queuedAt } = investigation;
    const held = lease ?? { team, name: incidentId };
    await open.add(investigation);
    await writeRevision(redis, { prefix, key: keyOf(id), revision, state, json, retentionSeconds, held });
    // Last, and by itself: it may live on another server than the record, and a list without the newest one mends itself.
    await redis.zadd(index, 'NX', Date.parse(queuedAt), id);
    await open.remove(investigation);
    await privacy.keep(id);
    await summaries.put(summaryOf(await privacy.applyTo(investigation)));
  };

  const setPrivacy = async (id: string, isPrivate: boolean): Promise<void> => {
    await privacy.set(id, isPrivate);
    const entry = await readEntry(id);
    if (entry && 'investigation' in entry) await summaries.put(summaryOf(entry.investigation));
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

  const leases = createLeases(redis, prefix);
  const store = (lease: Lease | null): InvestigationStore => ({
    read: (id, revision) => orUnavailable('the record', () => read(id, revision)),
    write: (investigation) => orUnavailable('the record', () => write(investigation, lease)),
    under: store,
    list: (options) => orUnavailable('the record', () => readable(options)),
    listEntries: (options) => orUnavailable('the record', () => entries(options)),
    setPrivacy: (id, isPrivate) => orUnavailable('the record', () => setPrivacy(id, isPrivate)),
    openIncidents: (team, options) => orUnavailable('the record', () => open.list(team, options)),
    ofIncident: (team, incidentId) => orUnavailable('the record', () => read(investigationIdOf(team, incidentId))),
    ...leases,
  });
  return store(null);
}

function latestOf(revisions: readonly string[]): number | null {
  return revisions.length === 0 ? null : Math.max(...revisions.map(Number));
}
