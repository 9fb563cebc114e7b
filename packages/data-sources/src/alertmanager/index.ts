import type { DataSourceDefinition } from '../data-source.ts';
import { answerWith, checkWith, concerns, namesOf } from '../execution/index.ts';
import { connectAlertmanager } from './client.ts';
import { alertmanagerSettings } from './settings.ts';
import { toAlert } from './to-alert.ts';

/** Prometheus Alertmanager: what fires now, and what is silenced. */
export const alertmanager: DataSourceDefinition<typeof alertmanagerSettings> = {
  kind: 'alertmanager',
  title: 'Alertmanager',
  settings: alertmanagerSettings,
  create({ id, settings, now, onUnauthorized }) {
    const source = { id, kind: 'alertmanager', now };
    const client = connectAlertmanager(settings, id, onUnauthorized);
    return {
      id,
      kind: source.kind,
      capabilities: new Set(['alerts']),
      alerts: (ask) =>
        answerWith(source, ask, async (asking) => {
          asking.query(['/api/v2/alerts', ...settings.filter].join(' filter='));
          asking.deepLink(`${settings.public_url ?? settings.url}/#/alerts`);
          const names = namesOf(ask.service, source.kind);
          return (await client.alerts(asking))
            .filter(({ labels }) => concerns(labels, names))
            .map((alert) => toAlert(alert, ask.service.name))
            .filter(({ startedAt }) => startedAt < ask.window.to);
        }),
      check: async (signal) => [
        await checkWith('alerts', async () => {
          const { version, cluster } = await client.status({ signal });
          return `version ${version}, cluster ${cluster}`;
        }),
      ],
    };
  },
};
