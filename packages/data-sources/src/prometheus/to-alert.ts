import type { Alert } from '@incidentfox/incident';
import type { PrometheusAlert } from './responses.schema.ts';

/** Annotations under which teams keep what they wrote or drew for an alert, most telling first. */
const pages = ['dashboard', 'dashboard_url', 'grafana_url', 'runbook_url', 'runbook'];
const maxUrlLength = 1_000;

export function toAlert(alert: PrometheusAlert, service: string): Alert {
  const { alertname = 'alert', severity } = alert.labels;
  const description = alert.annotations.description ?? alert.annotations.summary ?? alert.annotations.message;
  const url = pages.map((name) => alert.annotations[name]).find((one) => one !== undefined && /^https?:\/\//.test(one));
  const startedAt = Date.parse(alert.activeAt);
  return {
    id: `${alertname}-${startedAt}-${Object.entries(alert.labels).sort().flat().join(',')}`.slice(0, 300),
    name: alertname,
    state: alert.state === 'pending' ? 'pending' : 'firing',
    service,
    startedAt,
    labels: alert.labels,
    ...(severity === undefined ? {} : { severity }),
    ...(url === undefined ? {} : { url: url.slice(0, maxUrlLength) }),
    ...(description === undefined ? {} : { description: description.slice(0, 500) }),
  };
}
