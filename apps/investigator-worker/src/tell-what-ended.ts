import type { Investigation } from '@incidentfox/incident';
import { enqueueDeliveries } from './deliveries.ts';
import { deliveriesAtEnd, deliveriesAtStop } from './plan-deliveries.ts';
import type { RunRequest } from './run-investigation.ts';
import type { Team } from './team.ts';
import type { WorkerRoom } from './worker-room.ts';

/** True when this very request began the revision, or took it up after its worker died. */
export function begunBy(record: Investigation, { trigger, receivedAt }: RunRequest['payload']): boolean {
  return record.trigger.kind === trigger.kind && Date.parse(record.queuedAt) === receivedAt;
}

/** True when this very request made the revision and it has ended: the worker died after writing it. */
export function endedBy(record: Investigation, payload: RunRequest['payload']): boolean {
  return ['completed', 'failed', 'stopped'].includes(record.state) && begunBy(record, payload);
}

/** Enqueues what the end of a run sends outside. What was enqueued before the worker died is there already, by its job id. */
export async function tellWhatEnded(room: WorkerRoom, team: Team, record: Investigation): Promise<void> {
  const { report } = record;
  if (record.state === 'completed' && report)
    return enqueueDeliveries(room.producer, record, 'findings', deliveriesAtEnd(team.settings, report));
  return enqueueDeliveries(room.producer, record, 'ended', deliveriesAtStop(team.settings));
}
