import type { Investigation } from '@incidentfox/incident';
import { enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts';
import { deliveriesAtEnd, slackOnly } from '../deliveries/plan-deliveries.ts';
import type { Team } from '../team.ts';
import type { WorkerDeps } from '../worker-deps.ts';
import type { RunRequest } from './run-investigation.ts';

/** True when this very request started the revision, or took it up after its worker crashed. */
export function startedBy(record: Investigation, { trigger, receivedAt }: RunRequest['payload']): boolean {
  return record.trigger.kind === trigger.kind && Date.parse(record.queuedAt) === receivedAt;
}

/** True when this very request ran the revision to its end: the worker crashed after writing it. */
export function finishedBy(record: Investigation, payload: RunRequest['payload']): boolean {
  return ['completed', 'failed', 'stopped'].includes(record.state) && startedBy(record, payload);
}

/** Enqueues what the end of a run sends outside. What was enqueued before the worker crashed is there already, by its job id. */
export async function announceEnd(deps: WorkerDeps, team: Team, record: Investigation): Promise<void> {
  const { report } = record;
  if (record.state === 'completed' && report)
    return enqueueDeliveries(deps.producer, record, 'findings', deliveriesAtEnd(team.settings, report));
  return enqueueDeliveries(deps.producer, record, 'ended', slackOnly(team.settings));
}
