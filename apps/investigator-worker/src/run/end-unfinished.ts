import type { Investigation } from '@incidentfox/incident';
import type { JobRun } from '@incidentfox/jobs/bullmq';
import type { Team } from '../team.ts';
import type { WorkerDeps } from '../worker-deps.ts';
import { endWithoutFindings } from './end-without-findings.ts';
import { withIncidentLease } from './with-incident-lease.ts';

/** True for a revision whose readers were told that it started, and nothing since. */
export function isUnderWay(record: Investigation | null): record is Investigation {
  return record?.state === 'running';
}

/**
 * Ends a revision that was under way when its worker crashed and that may not be taken up any more. A run that goes on
 * elsewhere ends itself.
 */
export async function endUnfinished(
  deps: WorkerDeps,
  team: Team,
  incidentId: string,
  run: Pick<JobRun, 'jobId' | 'signal'>,
  end: { state: 'failed' | 'stopped'; ending: string },
): Promise<void> {
  const incident = { team: team.settings.id, id: incidentId };
  await withIncidentLease(deps, incident, run, async ({ investigations }) => {
    const record = await investigations.ofIncident(incident.team, incident.id);
    if (isUnderWay(record)) await endWithoutFindings({ ...deps, investigations }, team, record, end.state, end.ending);
  });
}
