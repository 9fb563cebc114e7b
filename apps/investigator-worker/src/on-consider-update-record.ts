import type { Investigation } from '@incidentfox/incident';
import type { Consideration } from './consideration.ts';
import { enqueueDeliveries } from './deliveries.ts';
import { leaseMs } from './hold-incident.ts';
import { deliveriesAtStop } from './plan-deliveries.ts';
import { addressOf, type WorkerRoom } from './worker-room.ts';

/**
 * Stops what is under way. A run in progress is asked to stop, and says so itself; one that only waits, or whose worker
 * died, is ended here.
 */
export async function stopRun(room: WorkerRoom, look: Consideration, reason: string): Promise<void> {
  const { payload, incident, run, team } = look;
  const { claimed } = await room.investigations.claim(payload.team, incident.id, run.jobId, leaseMs);
  if (!claimed) return void (await room.investigations.requestStop(payload.team, incident.id, reason));
  try {
    const record = await room.investigations.ofIncident(payload.team, incident.id);
    if (!record || !['queued', 'running', 'held'].includes(record.state)) return;
    const finishedAt = new Date(room.now()).toISOString();
    const stopped: Investigation = { ...record, state: 'stopped', ending: sentence(reason), finishedAt };
    await room.investigations.write(stopped);
    room.logger.info({ ...addressOf(stopped), reason }, 'investigation stopped');
    // Only those who saw it start are told.
    if (record.startedAt) await enqueueDeliveries(room.producer, stopped, 'ended', deliveriesAtStop(team.settings));
  } finally {
    await room.investigations.release(payload.team, incident.id, run.jobId);
  }
}

/**
 * Wakes the deliveries that wait for the channel, and puts it on record. Returns the record as it is now. The record of a
 * run in progress is its runner's: it is left alone.
 */
export async function deliverToChannel(room: WorkerRoom, look: Consideration): Promise<Investigation | null> {
  const { record, incident, team } = look;
  if (record === null) return null;
  const step = stepOf(incident.channel?.id ?? '');
  await enqueueDeliveries(room.producer, record, stageOf(record.state), deliveriesAtStop(team.settings), step);
  if (record.state === 'running' || record.state === 'queued') return record;
  const known = { ...(record.incident ?? incident), channel: incident.channel, visibility: incident.visibility };
  const updated: Investigation = {
    ...record,
    incident: known,
    isPrivate: record.isPrivate || incident.visibility === 'private',
  };
  await room.investigations.write(updated);
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

function sentence(clause: string): string {
  return `Stopped: ${clause}.`;
}
