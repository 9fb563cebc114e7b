import type { IncidentIoSettings } from '@incidentfox/config';
import type { Incident } from '@incidentfox/incident';
import type { WebhookEvent } from '@incidentfox/incident-io/webhooks';
import { decideInvestigation } from '@incidentfox/policy';
import { toPriority } from '@incidentfox/severity';

/** What the gateway does with an event. The worker reads the incident again and has the last word. */
export type WebhookAction =
  | { kind: 'investigate' | 'consider'; incidentId: string; visibility: 'public' | 'private' }
  | { kind: 'ignore'; reason: string };

/** The cheap decision: ignores what certainly starts nothing, to spare the queue and incident.io's API. Pure. */
export function screenEvent(event: WebhookEvent, settings: IncidentIoSettings): WebhookAction {
  switch (event.kind) {
    case 'incident-declared': {
      const reason = definiteSkipReason(event.incident, settings);
      return reason ? { kind: 'ignore', reason } : { kind: 'investigate', ...toldOf(event.incident) };
    }
    // An update may stop a run, bring its channel or raise a severity: only the worker, which knows the record, can tell.
    case 'incident-edited':
    case 'incident-status-changed':
      return { kind: 'consider', ...toldOf(event.incident) };
    case 'private-incident-declared':
      if (settings.policy.investigatePrivateIncidents)
        return { kind: 'investigate', incidentId: event.incidentId, visibility: 'private' };
      return { kind: 'ignore', reason: 'private incidents are not investigated' };
    case 'private-incident-edited':
      return { kind: 'consider', incidentId: event.incidentId, visibility: 'private' };
    case 'unrelated':
      return { kind: 'ignore', reason: `${event.eventType} starts and changes nothing here` };
    case 'unknown':
      return { kind: 'ignore', reason: 'this event type is not known' };
  }
}

const toldOf = ({ id, visibility }: Incident) => ({ incidentId: id, visibility });

/** Null when the worker could decide otherwise: by the ranks of all severities, or by services that only alerts name. */
function definiteSkipReason(incident: Incident, { policy }: IncidentIoSettings): string | null {
  const { priority, how } = toPriority(incident.severity, { map: policy.severityMap, all: [] });
  const isDefinite = how === 'severity_map' || how === 'name' || how === 'missing';
  const decision = decideInvestigation({
    incident,
    priority: isDefinite ? priority : 'P0',
    policy: { ...policy, onlyIf: [], neverIf: [] },
  });
  return decision.kind === 'skip' || decision.kind === 'stop' ? decision.reason : null;
}
