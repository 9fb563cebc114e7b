import type { Investigation } from '@incidentfox/incident';
import { enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts';
import { slackOnly } from '../deliveries/plan-deliveries.ts';
import type { WorkerDeps } from '../worker-deps.ts';
import type { Consideration } from './consideration.ts';

/**
 * Enqueues the deliveries that wait for the incident's channel, and records the channel. Returns the record as it is now. The
 * record of a run in progress belongs to its runner and is not written.
 */
export async function deliverToChannel(deps: WorkerDeps, considered: Consideration): Promise<Investigation | null> {
  const { record, incident, team } = considered;
  if (record === null) return null;
  const channel = incident.channel?.id ?? '';
  const planned = slackOnly(team.settings);
  await enqueueDeliveries(deps.producer, record, stageOf(record.state), planned, stepOf(channel), channel);
  if (record.state === 'running' || record.state === 'queued') return record;
  const withChannel = { ...(record.incident ?? incident), channel: incident.channel, visibility: incident.visibility };
  const updated: Investigation = {
    ...record,
    incident: withChannel,
    isPrivate: incident.visibility === 'private',
  };
  await deps.investigations.write(updated);
  return updated;
}

function stageOf(state: Investigation['state']): 'started' | 'findings' | 'ended' {
  if (state === 'completed') return 'findings';
  return state === 'failed' || state === 'stopped' ? 'ended' : 'started';
}

/** A number of its own for each channel, so that the job is a new one although the same stage was queued before. */
function stepOf(channelId: string): number {
  let step = 7;
  for (const character of channelId) step = (step * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000_007;
  return 1_000 + step;
}
