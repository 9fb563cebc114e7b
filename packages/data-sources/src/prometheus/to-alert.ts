import type { Alert } from '@incidentfox/incident';
import type { PrometheusAlert } from './responses.schema.ts';

export function toAlert(alert: PrometheusAlert, service: string): Alert {
  const { alertname = 'alert', severity } = alert.labels;
  const description = alert.annotations.description ?? alert.annotations.summary ?? alert.annotations.message;
  const startedAt = Date.parse(alert.activeAt);
  return {
    id: `${alertname}-${startedAt}-${Object.entries(alert.labels).sort().flat().join(',')}`.slice(0, 300),
    name: alertname,
    state: alert.state === 'pending' ? 'pending' : 'firing',
    service,
    startedAt,
    labels: alert.labels,
    ...(severity === undefined ? {} : { severity }),
    ...(description === undefined ? {} : { description: description.slice(0, 500) }),
  };
}
