import { answerWith, checkWith } from '../answering/index.ts';
import type { DataSourceDefinition } from '../data-source.ts';
import { askAlerts } from './ask-alerts.ts';
import { connectAlertmanager } from './client.ts';
import { alertmanagerSettings } from './settings.ts';

/** Prometheus Alertmanager: what fires now, and what is silenced. */
export const alertmanager: DataSourceDefinition<typeof alertmanagerSettings> = {
  kind: 'alertmanager',
  title: 'Alertmanager',
  settings: alertmanagerSettings,
  create({ id, settings, now, onUnauthorized }) {
    const source = { id, kind: 'alertmanager', now };
    const client = connectAlertmanager(settings, id, { now, onUnauthorized });
    return {
      id,
      kind: source.kind,
      capabilities: new Set(['alerts']),
      alerts: (question) => answerWith(source, question, (run) => askAlerts({ client, settings }, question, run)),
      check: async (signal) => [
        await checkWith('alerts', async () => {
          const { version, cluster } = await client.status({ signal });
          return `version ${version}, cluster ${cluster}`;
        }),
      ],
    };
  },
};
