import type { Incident, Investigation } from '@incidentfox/incident';
import type { JobRun } from '@incidentfox/jobs/bullmq';
import type { Judgement } from '../intake/judge-incident.ts';
import type { Team } from '../team.ts';

/** An update of an incident, with everything the decision about it needs. */
export interface Consideration {
  team: Team;
  payload: {
    team: string;
    incidentId: string;
    key: string;
    receivedAt: number;
    visibility?: 'public' | 'private' | undefined;
  };
  incident: Incident;
  record: Investigation | null;
  judgement: Judgement;
  run: JobRun;
}
