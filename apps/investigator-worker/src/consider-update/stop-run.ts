import type { Investigation } from '@incidentfox/incident';
import { enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts';
import { slackOnly } from '../deliveries/plan-deliveries.ts';
import { withIncidentLease } from '../run/with-incident-lease.ts';
import { addressOf, type WorkerDeps } from '../worker-deps.ts';
import type { Consideration } from './consideration.ts';

/**
 * Stops an unfinished run. A run in progress is asked to stop, and announces it itself; one that only waits, or whose worker
 * crashed, is ended here.
 */
export async function stopRun(deps: WorkerDeps, considered: Consideration, reason: string): Promise<void> {
  const { payload, incident, run } = considered;
  const owner = await withIncidentLease(deps, { team: payload.team, id: incident.id }, run, () =>
    endHere(deps, considered, reason),
  );
  if (owner !== undefined) await deps.investigations.requestStop(payload.team, incident.id, reason);
}

async function endHere(deps: WorkerDeps, { payload, incident, team }: Consideration, reason: string): Promise<void> {
  const record = await deps.investigations.ofIncident(payload.team, incident.id);
  if (!record || !['queued', 'running', 'held'].includes(record.state)) return;
  const finishedAt = new Date(deps.now()).toISOString();
  const stopped: Investigation = { ...record, state: 'stopped', ending: `Stopped: ${reason}.`, finishedAt };
  await deps.investigations.write(stopped);
  deps.logger.info({ ...addressOf(stopped), reason }, 'investigation stopped');
  // Only those who saw it start are told.
  if (record.startedAt) await enqueueDeliveries(deps.producer, stopped, 'ended', slackOnly(team.settings));
}
