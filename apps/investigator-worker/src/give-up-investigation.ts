import type { JobRun } from '@incidentfox/jobs/bullmq';
import { holdIncident } from './hold-incident.ts';
import { endWithoutFindings, type RunRequest } from './run-investigation.ts';
import { begunBy, endedBy, tellWhatEnded } from './tell-what-ended.ts';
import type { WorkerRoom } from './worker-room.ts';

const ending =
  'The investigation was broken off again and again because its worker died, and will not be tried again by itself.';

/** Ends the run that workers died over: readers who saw it start are told that nothing will come. Safe to run twice. */
export async function giveUpInvestigation(
  room: WorkerRoom,
  payload: RunRequest['payload'],
  run: Pick<JobRun, 'jobId' | 'signal'>,
): Promise<void> {
  const team = room.team(payload.team);
  if (!team) return;
  // Another run that has the incident tells what comes of it.
  await holdIncident(room, { team: payload.team, id: payload.incidentId }, run, async () => {
    const record = await room.investigations.ofIncident(payload.team, payload.incidentId);
    // So does another request that took the revision up since: its job is still there.
    if (record === null || !begunBy(record, payload)) return;
    if (record.state === 'running') return endWithoutFindings(room, team, record, 'failed', ending);
    if (endedBy(record, payload)) await tellWhatEnded(room, team, record);
  });
}
