import type { Incident, Priority, Trigger } from '@incidentfox/incident';
import { type Decision, decideInvestigation } from '@incidentfox/policy';
import { toPriority } from '@incidentfox/severity';
import type { Team } from './team.ts';

/** The binding decision about an incident as it stands now. */
export interface Judgement {
  decision: Decision;
  priority: Priority;
  severityAssumed: boolean;
}

/** Decides on the re-read incident: what the gateway saw may be late, old or incomplete. */
export async function judgeIncident(team: Team, incident: Incident, trigger: Trigger): Promise<Judgement> {
  const { policy } = team.settings.incidentIo;
  const { priority, assumed } = toPriority(incident.severity, {
    map: policy.severityMap,
    // without the right to list severities their names still tell
    all: await team.incidentIo.severities().catch(() => []),
  });
  const manual = trigger.kind === 'manual' || trigger.kind === 'slack';
  return { decision: decideInvestigation({ incident, priority, policy, manual }), priority, severityAssumed: assumed };
}
