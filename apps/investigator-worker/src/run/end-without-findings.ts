import type { Investigation } from '@incidentfox/incident';
import { enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts';
import { slackOnly } from '../deliveries/plan-deliveries.ts';
import type { Team } from '../team.ts';
import { addressOf, type WorkerDeps } from '../worker-deps.ts';

/**
 * Writes that a revision ended, with a sentence why, and tells readers that nothing will come. Also of a team the configuration
 * does not have any more: its readers are told when it is put back.
 */
export async function endWithoutFindings(
  deps: WorkerDeps,
  team: Team | undefined,
  record: Investigation,
  state: 'failed' | 'stopped',
  ending: string,
): Promise<void> {
  const finishedAt = new Date(deps.now()).toISOString();
  Object.assign(record, { state, ending, finishedAt });
  await deps.investigations.write(record);
  await enqueueDeliveries(
    deps.producer,
    record,
    'ended',
    team ? slackOnly(team.settings) : { slack: true, timeline: [] },
  );
  deps.metrics.ended(state, secondsOf(deps, record));
  deps.logger.warn({ ...addressOf(record), ending }, 'investigation ended without findings');
}

/** From the request to now. */
export function secondsOf(deps: Pick<WorkerDeps, 'now'>, record: Pick<Investigation, 'queuedAt'>): number {
  return (deps.now() - Date.parse(record.queuedAt)) / 1000;
}
