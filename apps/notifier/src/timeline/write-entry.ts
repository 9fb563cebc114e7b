import { createHash } from 'node:crypto';
import { Failure } from '@incidentfox/failures';
import type { IncidentIo } from '@incidentfox/incident-io/api';
import type { DeliveryRecord, DeliveryStore } from '@incidentfox/investigations';
import type { TimelineEntry } from './timeline-entries.ts';

export interface EntryDeps {
  readonly incidentIo: Pick<IncidentIo, 'createTimelineItem' | 'updateTimelineItem'>;
  readonly deliveries: DeliveryStore;
  readonly now: () => number;
}

/**
 * Writes an entry once and edits it later when its content differs. An attempt whose answer was lost is simply made again:
 * incident.io returns the first item for a key it has seen. Its content may then be an older one, so it is compared.
 */
export async function writeEntry(
  at: { investigationId: string; incidentId: string },
  entry: TimelineEntry,
  deps: EntryDeps,
): Promise<'written' | 'edited' | 'unchanged'> {
  const record = await deps.deliveries.read(at.investigationId, entry.slot);
  const contentHash = hashOf(entry);
  const note = (fields: Pick<DeliveryRecord, 'state'> & Partial<DeliveryRecord>) =>
    deps.deliveries.write(at.investigationId, {
      slot: entry.slot,
      attemptAt: new Date(deps.now()).toISOString(),
      ...fields,
    });

  if (record?.state === 'sent' && record.externalId) {
    if (record.contentHash === contentHash) return 'unchanged';
    await deps.incidentIo.updateTimelineItem(record.externalId, {
      title: entry.title,
      description: entry.description,
    });
    await note({ state: 'sent', externalId: record.externalId, contentHash });
    return 'edited';
  }
  await note({ state: 'sending' });
  const { title, description, idempotencyKey } = entry;
  const item = await deps.incidentIo.createTimelineItem({
    incidentId: at.incidentId,
    title,
    description,
    idempotencyKey,
    at: entry.at,
  });
  if (item.title !== title || (item.description ?? '').trim() !== description.trim()) {
    await deps.incidentIo.updateTimelineItem(item.id, { title, description });
  }
  await note({ state: 'sent', externalId: item.id, contentHash });
  return 'written';
}

/** True when this account or key has no timeline to write to. */
export function mayNotWrite(thrown: unknown): thrown is Failure {
  return thrown instanceof Failure && (thrown.kind === 'forbidden' || thrown.kind === 'not_found');
}

function hashOf(entry: TimelineEntry): string {
  return createHash('sha256')
    .update(JSON.stringify([entry.title, entry.description]))
    .digest('hex')
    .slice(0, 16);
}
