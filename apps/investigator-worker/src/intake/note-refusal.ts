import type { Investigation, Trigger } from '@incidentfox/incident';
import type { JobRun } from '@incidentfox/jobs/bullmq';
import { endUnfinished, isUnderWay } from '../run/end-unfinished.ts';
import type { Team } from '../team.ts';
import type { WorkerDeps } from '../worker-deps.ts';
import { followPrivacy } from './follow-privacy.ts';
import { recordNoAccess } from './record-not-started.ts';

interface Refused {
  readonly team: Team;
  readonly request: {
    readonly incidentId: string;
    readonly trigger: Trigger;
    readonly visibility?: 'public' | 'private' | undefined;
  };
  readonly record: Investigation | null;
  readonly run: Pick<JobRun, 'jobId' | 'signal'>;
}

const ending = 'incident.io does not let the API key read this incident any more.';

/**
 * incident.io has refused the incident for longer than is chance. An unknown one is marked; a run of it that nobody goes on
 * with ends, and readers are told; what stands on record of it is kept private, unless it is known to be public.
 */
export async function noteRefusal(deps: WorkerDeps, { team, request, record, run }: Refused): Promise<void> {
  if (record === null) return recordNoAccess(deps, { ...request, team: team.settings.id });
  if (request.visibility !== 'public') await followPrivacy(deps, record, { visibility: 'private' });
  if (isUnderWay(record)) await endUnfinished(deps, team, request.incidentId, run, { state: 'failed', ending });
}
