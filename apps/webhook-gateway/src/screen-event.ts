import type { IncidentIoSettings } from '@incidentfox/config';
import type { Incident } from '@incidentfox/incident';
import type { WebhookEvent } from '@incidentfox/incident-io/webhooks';
import { decideInvestigation } from '@incidentfox/policy';
import { toPriority } from '@incidentfox/severity';

/** What the gateway does with an event. The worker reads the incident again and has the last word. */
export type Order =
  | { kind: 'investigate'; incidentId: string }
  | { kind: 'consider'; incidentId: string }
  | { kind: 'ignore'; reason: string };

/** The cheap decision: keeps out what surely starts nothing, so that the queue and incident.io's API are spared. Pure. */
export function decideAtTheDoor(event: WebhookEvent, settings: IncidentIoSettings): Order {
  switch (event.kind) {
    case 'incident-declared': {
      const reason = whySurelyNot(event.incident, settings);
      return reason ? { kind: 'ignore', reason } : { kind: 'investigate', incidentId: event.incident.id };
    }
    // An update may stop a run, bring its channel or raise a severity: only the worker, which knows the record, can tell.
    case 'incident-edited':
    case 'incident-status-changed':
      return { kind: 'consider', incidentId: event.incident.id };
    case 'private-incident-declared':
      if (settings.policy.investigatePrivateIncidents) return { kind: 'investigate', incidentId: event.incidentId };
      return { kind: 'ignore', reason: 'private incidents are not investigated' };
    case 'private-incident-edited':
      return { kind: 'consider', incidentId: event.incidentId };
    case 'unrelated':
      return { kind: 'ignore', reason: `${event.eventType} starts and changes nothing here` };
    case 'unknown':
      return { kind: 'ignore', reason: 'this event type is not known' };
  }
}

/** Null when the worker could decide otherwise: by the ranks of all severities, or by services that only alerts name. */
function whySurelyNot(incident: Incident, { policy }: IncidentIoSettings): string | null {
  const { priority, how } = toPriority(incident.severity, { map: policy.severityMap, all: [] });
  const isSure = how === 'severity_map' || how === 'name' || how === 'missing';
  const decision = decideInvestigation({
    incident,
    priority: isSure ? priority : 'P0',
    policy: { ...policy, onlyIf: [], neverIf: [] },
  });
  return decision.kind === 'skip' || decision.kind === 'stop' ? decision.reason : null;
}
