import type { Alert } from '@incidentfox/incident';
import type { GettableAlert } from './responses.schema.ts';

const states: Readonly<Record<string, Alert['state']>> = {
  active: 'firing',
  suppressed: 'suppressed',
  unprocessed: 'pending',
};

/** `endsAt` is left out: for an alert that is still listed it is when it will be forgotten, not when it ended. */
export function toAlert(alert: GettableAlert, service: string): Alert {
  const { alertname = 'alert', severity } = alert.labels;
  const description = alert.annotations.description ?? alert.annotations.summary ?? alert.annotations.message;
  return {
    id: alert.fingerprint,
    name: alertname,
    state: states[alert.status.state] ?? 'firing',
    service,
    startedAt: Date.parse(alert.startsAt),
    labels: alert.labels,
    ...(severity === undefined ? {} : { severity }),
    ...(description === undefined ? {} : { description: description.slice(0, 500) }),
    ...(alert.generatorURL ? { url: alert.generatorURL } : {}),
  };
}
