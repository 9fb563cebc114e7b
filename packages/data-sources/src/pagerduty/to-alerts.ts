import type { Alert } from '@incidentfox/incident';
import type { PagerDutyAlert, PagerDutyIncident } from './responses.schema.ts';

const states: Readonly<Record<string, Alert['state']>> = {
  triggered: 'firing',
  acknowledged: 'acknowledged',
  resolved: 'resolved',
};

/** The alerts of an incident, or the incident itself when it has none (somebody opened it by hand). */
export function toAlerts(incident: PagerDutyIncident, alerts: readonly PagerDutyAlert[], service: string): Alert[] {
  if (alerts.length === 0) return [fromIncident(incident, service)];
  return alerts.map((alert) => {
    const endedAt = Date.parse(alert.resolved_at ?? '');
    const labels = labelsOf(alert.body?.details ?? alert.body?.cef_details);
    const url = alert.html_url ?? incident.html_url;
    return {
      id: `pagerduty:alert:${alert.id}`,
      name: (alert.summary ?? incident.title ?? alert.id).slice(0, 200),
      state: alert.suppressed ? 'suppressed' : acknowledged(alert.status, incident.status),
      ...(alert.severity ? { severity: alert.severity } : {}),
      service,
      startedAt: Date.parse(alert.created_at),
      ...(Number.isNaN(endedAt) ? {} : { endedAt }),
      labels,
      ...(labels.description ? { description: labels.description } : {}),
      ...(url ? { url } : {}),
    };
  });
}

function fromIncident(incident: PagerDutyIncident, service: string): Alert {
  const endedAt = Date.parse(incident.resolved_at ?? '');
  return {
    id: `pagerduty:incident:${incident.id}`,
    name: (incident.title ?? incident.summary ?? incident.id).slice(0, 200),
    state: states[incident.status] ?? 'firing',
    ...(incident.urgency ? { severity: incident.urgency } : {}),
    service,
    startedAt: Date.parse(incident.created_at),
    ...(Number.isNaN(endedAt) ? {} : { endedAt }),
    labels: {},
    ...(incident.html_url ? { url: incident.html_url } : {}),
  };
}

/** An alert is triggered or resolved; that somebody is on it is known of the incident. */
function acknowledged(alert: string, incident: string): Alert['state'] {
  if (alert === 'resolved') return 'resolved';
  return incident === 'acknowledged' ? 'acknowledged' : (states[alert] ?? 'firing');
}

/** The flat part of what the monitoring tool sent along: texts, numbers and switches, twenty at most. */
function labelsOf(details: unknown): Record<string, string> {
  if (typeof details === 'string') return { description: details.slice(0, 500) };
  if (typeof details !== 'object' || details === null) return {};
  const flat = Object.entries(details).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return Object.fromEntries(flat.slice(0, 20).map(([key, value]) => [key, String(value).slice(0, 500)]));
}
