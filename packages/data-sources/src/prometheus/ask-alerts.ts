import type { Alert } from '@incidentfox/incident';
import type { Ask } from '../data-source.ts';
import { type Asking, concerns, namesOf } from '../execution/index.ts';

import type { PrometheusSource } from './source.ts';
import { toAlert } from './to-alert.ts';

/** Alerts that fire or are pending now and name the service in a label. The API keeps no history. */
export async function askAlerts(source: PrometheusSource, ask: Ask, asking: Asking): Promise<Alert[]> {
  asking.query('/api/v1/alerts');
  asking.deepLink(source.linkTo('ALERTS', ask.window));
  const alerts = await source.client.alerts(asking);
  const names = namesOf(ask.service, source.kind);
  return alerts
    .filter((alert) => concerns(alert.labels, names))
    .map((alert) => toAlert(alert, ask.service.name))
    .filter((alert) => alert.startedAt < ask.window.to);
}
