import { investigateIncident } from '@incidentfox/jobs';
import type { WorkerDeps } from '../worker-deps.ts';
import type { Consideration } from './consideration.ts';

/** Asks for the next revision. Two updates that both want it are one run: the later finds a revision it did not know of. */
export async function startRun(deps: WorkerDeps, { payload, incident, record }: Consideration): Promise<void> {
  await deps.producer.add(investigateIncident, {
    team: payload.team,
    incidentId: incident.id,
    trigger: { kind: 'update' },
    // The time too: a look that comes again after the run it asked for is another request.
    key: `after-${payload.key}-${payload.receivedAt}`,
    receivedAt: payload.receivedAt,
    afterRevision: lastEndedRevision(record),
  });
}

/** A held revision has yet to run: a second request for the same start must find it served once it has. */
const lastEndedRevision = (record: Consideration['record']): number =>
  record === null ? 0 : record.state === 'held' ? record.revision - 1 : record.revision;
