import { Failure } from '@incidentfox/failures';
import type { Incident } from '@incidentfox/incident';
import type { Team } from '../team.ts';

/** The incident as the API has it now. Null when the key may not see it: trying again would not help. */
export async function readIncident(team: Team, incidentId: string): Promise<Incident | null> {
  try {
    return await team.incidentIo.incident(incidentId);
  } catch (error) {
    if (error instanceof Failure && (error.kind === 'forbidden' || error.kind === 'not_found')) return null;
    throw error;
  }
}
