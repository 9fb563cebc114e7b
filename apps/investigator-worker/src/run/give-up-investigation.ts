import type { Failure } from '@incidentfox/failures';
import type { JobRun } from '@incidentfox/jobs/bullmq';
import type { WorkerDeps } from '../worker-deps.ts';
import { announceEnd, finishedBy, startedBy } from './announce-end.ts';
import { endWithoutFindings } from './end-without-findings.ts';
import type { RunRequest } from './run-investigation.ts';
import { withIncidentLease } from './with-incident-lease.ts';

const crashed = 'The investigation crashed its worker again and again, and will not be tried again automatically.';
const failed = 'The investigation failed and will not be tried again automatically.';

/**
 * Ends a run that will not be tried again, because it kept crashing workers (`null`) or by a failure: readers who saw it start
 * are told that nothing will come. Safe to run twice.
 */
export async function giveUpInvestigation(
  deps: WorkerDeps,
  payload: RunRequest['payload'],
  run: Pick<JobRun, 'jobId' | 'signal'>,
  because: Failure | null,
): Promise<void> {
  const team = deps.team(payload.team);
  // Another run that has the incident announces its own end.
  await withIncidentLease(deps, { team: payload.team, id: payload.incidentId }, run, async ({ investigations }) => {
    const held = { ...deps, investigations };
    const record = await investigations.ofIncident(payload.team, payload.incidentId);
    // So does another request that took the revision up since: its job is still there.
    if (record === null || !startedBy(record, payload)) return;
    if (record.state === 'running')
      return endWithoutFindings(held, team, record, 'failed', because === null ? crashed : failed);
    if (team && finishedBy(record, payload)) await announceEnd(held, team, record);
  });
}
