import { Failure } from '@incidentfox/failures';
import type { Alert, PastIncident } from '@incidentfox/incident';
import type { AlertDetail, IncidentIo } from '@incidentfox/incident-io/api';
import type { Ask } from '../data-source.ts';
import { type Asking, NotAsked, namesOf } from '../execution/index.ts';
import { toAlert } from './to-alert.ts';
import { toPagedAlerts } from './to-paged-alerts.ts';
import { toPastIncidents } from './to-past-incidents.ts';

/** Attributes cost one request an alert. */
const mostWithAttributes = 10;
const mostPastIncidents = 5;
const dayMs = 24 * 60 * 60_000;

/** The incident's alerts with their attributes, and pages attached to it. */
export async function askAlerts(client: IncidentIo, ask: Ask, asking: Asking, kind: string): Promise<Alert[]> {
  const { incident } = ask;
  if (incident === null) throw new NotAsked('incident.io is asked about an incident, and there is none');
  asking.query(`/v2/incident_alerts?incident_id=${incident.id}`);
  asking.query(`/v1/incident_attachments?incident_id=${incident.id}`);
  const [alerts, attachments] = await Promise.all([
    asking.part('alerts of the incident', () => client.alertsOf(incident.id)),
    asking.part('attachments of the incident', () => client.attachments(incident.id)),
  ]);
  const named = (alerts ?? []).slice(0, mostWithAttributes);
  if (alerts !== undefined && alerts.length > named.length) {
    asking.warn(`attributes were read for the first ${named.length} of ${alerts.length} alerts`);
  }
  const detailed = await Promise.all(
    named.map((alert) => asking.part('attributes of an alert', () => client.alert(alert.id))),
  );
  const names = namesOf(ask.service, kind);
  const own = (alerts ?? []).map((alert, at): AlertDetail => detailed[at] ?? { ...alert, attributes: [] });
  return [
    ...own.map((alert) => toAlert(alert, ask.service.name, names)),
    ...toPagedAlerts(attachments ?? [], own, Date.parse(incident.createdAt)),
  ];
}

/** Earlier incidents that name the service in a custom field, their name or summary. Best effort: a failure is a warning. */
export async function askPastIncidents(
  client: IncidentIo,
  ask: Ask,
  asking: Asking,
  { kind, days }: { kind: string; days: number },
): Promise<PastIncident[]> {
  const { incident } = ask;
  if (days === 0 || incident === null) return [];
  const filter = {
    statusCategories: ['closed', 'learning'] as const,
    createdAfter: Date.parse(incident.createdAt) - days * dayMs,
    limit: 250,
  };
  asking.query('/v2/incidents?status_category[one_of]=closed,learning');
  try {
    const incidents = await client.incidents(filter);
    return toPastIncidents(
      incidents.filter(({ id }) => id !== incident.id),
      ask.service.name,
      namesOf(ask.service, kind),
    ).slice(0, mostPastIncidents);
  } catch (thrown) {
    asking.warn(`earlier incidents are missing: ${thrown instanceof Failure ? thrown.message : 'not readable'}`);
    return [];
  }
}
