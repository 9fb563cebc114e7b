import { matchServices } from '@incidentfox/data-sources';
import type { Incident, Priority, PriorityOrigin, Trigger } from '@incidentfox/incident';
import { decideInvestigation, type PolicyDecision } from '@incidentfox/policy';
import { toPriority } from '@incidentfox/severity';
import { textsOf } from '../investigation/1-context/incident-texts.ts';
import { readAlarmingAlerts } from '../investigation/1-context/read-alarming-alerts.ts';
import type { Team } from '../team.ts';
import { isAway } from './read-incident.ts';

/** The binding decision about an incident as it stands now. */
export interface Judgement {
  decision: PolicyDecision;
  priority: Priority;
  priorityOrigin: PriorityOrigin;
}

/**
 * Decides on the re-read incident: what the gateway saw may be late, old or incomplete. Throws `Failure` while incident.io is
 * away: nothing is decided without what the rules ask for.
 */
export async function judgeIncident(team: Team, incident: Incident, trigger: Trigger): Promise<Judgement> {
  const { policy } = team.settings.incidentIo;
  const { priority, how: priorityOrigin } = toPriority(incident.severity, {
    map: policy.severityMap,
    // without the right to list severities their names still tell
    all: await team.incidentIo.severities().catch((error: unknown) => {
      throwWhenAway(error);
      return [];
    }),
  });
  const manual = trigger.kind === 'manual' || trigger.kind === 'slack';
  const affectedServices = await servicesForConditions(team, incident);
  const decision = decideInvestigation({ incident, priority, policy, manual, affectedServices });
  return { decision, priority, priorityOrigin };
}

/** Whether a condition asks for a service: then a judgement costs several requests. */
export function asksForServices({ settings }: Team): boolean {
  const { onlyIf, neverIf } = settings.incidentIo.policy;
  return [...onlyIf, ...neverIf].some((condition) => condition.service !== undefined);
}

/** Reading the alerts costs requests, so the services are found early only where a condition asks for one. */
async function servicesForConditions(team: Team, incident: Incident): Promise<string[]> {
  if (!asksForServices(team)) return [];
  const alerts = await readAlarmingAlerts(team.incidentIo, incident, throwWhenAway);
  return matchServices(textsOf(incident, alerts), team.settings.services).map((found) => found.service);
}

function throwWhenAway(error: unknown): void {
  if (isAway(error)) throw error;
}
