import type { JobRun } from '@incidentfox/jobs/bullmq';
import type { WorkerDeps } from '../worker-deps.ts';
import { announceEnd, finishedBy, startedBy } from './announce-end.ts';
import { endWithoutFindings, type RunRequest } from './run-investigation.ts';
import { withIncidentLease } from './with-incident-lease.ts';

const ending = 'The investigation crashed its worker again and again, and will not be tried again automatically.';

/** Ends a run that kept crashing workers: readers who saw it start are told that nothing will come. Safe to run twice. */
export async function giveUpInvestigation(
  deps: WorkerDeps,
  payload: RunRequest['payload'],
  run: Pick<JobRun, 'jobId' | 'signal'>,
): Promise<void> {
  const team = deps.team(payload.team);
  if (!team) return;
  // Another run that has the incident announces its own end.
  await withIncidentLease(deps, { team: payload.team, id: payload.incidentId }, run, async () => {
    const record = await deps.investigations.ofIncident(payload.team, payload.incidentId);
    // So does another request that took the revision up since: its job is still there.
    if (record === null || !startedBy(record, payload)) return;
    if (record.state === 'running') return endWithoutFindings(deps, team, record, 'failed', ending);
    if (finishedBy(record, payload)) await announceEnd(deps, team, record);
  });
}
