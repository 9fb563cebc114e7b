import type { Incident, Investigation } from '@incidentfox/incident';
import type { JobRun } from '@incidentfox/jobs/bullmq';
import type { Judgement } from './judge-incident.ts';
import type { Team } from './team.ts';

/** One look at an incident that changed. */
export interface Consideration {
  team: Team;
  payload: { team: string; incidentId: string; key: string; receivedAt: number };
  incident: Incident;
  record: Investigation | null;
  judgement: Judgement;
  run: JobRun;
}
