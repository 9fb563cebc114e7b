import type { Alert } from '@incidentfox/incident';
import type { Ask } from '../data-source.ts';
import { type Asking, concerns, namesOf } from '../execution/index.ts';
import { toAlert } from '../prometheus/to-alert.ts';
import type { GrafanaClient } from './client.ts';

/** Alerts of Grafana's own rules that fire or are pending and name the service in a label. */
export async function askAlerts(
  client: GrafanaClient,
  ask: Ask,
  asking: Asking,
  { kind, url }: { kind: string; url: string },
): Promise<Alert[]> {
  asking.query('/api/prometheus/grafana/api/v1/alerts');
  asking.deepLink(`${url}/alerting/list`);
  const names = namesOf(ask.service, kind);
  return (await client.alerts(asking)).flatMap((alert) => {
    const state = stateOf(alert.state);
    if (state === null || !concerns(alert.labels, names)) return [];
    const told = toAlert({ ...alert, state }, ask.service.name);
    return told.startedAt < ask.window.to ? [told] : [];
  });
}

/** `Alerting (NoData)` fires too; `Normal` is no alert. */
function stateOf(state: string): 'firing' | 'pending' | null {
  if (/^(alerting|firing)/i.test(state)) return 'firing';
  return /^pending/i.test(state) ? 'pending' : null;
}
