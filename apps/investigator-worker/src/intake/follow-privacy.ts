import type { Incident, Investigation } from '@incidentfox/incident';
import { addressOf, type WorkerDeps } from '../worker-deps.ts';

/** Makes the records of all revisions as private as the incident is now. Returns the record as it reads from now on. */
export async function followPrivacy(
  deps: Pick<WorkerDeps, 'investigations' | 'logger'>,
  record: Investigation,
  incident: Pick<Incident, 'visibility'>,
): Promise<Investigation> {
  const isPrivate = incident.visibility === 'private';
  const isKnown =
    record.isPrivate === isPrivate && (record.incident?.visibility ?? incident.visibility) === incident.visibility;
  if (isKnown) return record;
  await deps.investigations.setPrivacy(record.id, isPrivate);
  deps.logger.info({ ...addressOf(record), isPrivate }, 'privacy of the investigation follows its incident');
  const { visibility } = incident;
  return { ...record, isPrivate, incident: record.incident && { ...record.incident, visibility } };
}
