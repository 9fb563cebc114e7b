import type { Capability } from '@incidentfox/incident';
import type { DataSource } from '../data-source.ts';
import { type Answerer, answerChanges, answerWith, checkWith } from '../execution/index.ts';
import { askAlerts } from './ask-alerts.ts';
import { createBehind } from './ask-behind.ts';
import { askChanges } from './ask-changes.ts';
import type { GrafanaClient } from './client.ts';
import type { GrafanaSettings } from './settings.ts';

const capabilities: readonly Capability[] = ['metrics', 'logs', 'alerts', 'changes', 'topology'];
const noReading =
  'Give the service account the Viewer role: it needs datasources:read, datasources:query and annotations:read.';

/** Grafana with everything behind it that we understand. */
export function createGrafana(source: Answerer, settings: GrafanaSettings, client: GrafanaClient): DataSource {
  const { id, kind } = source;
  const behind = createBehind(source, settings, client);
  return {
    id,
    kind,
    capabilities: new Set(capabilities),
    metrics: (ask) => behind.ask('metrics', ask),
    logs: (ask) => behind.ask('logs', ask),
    topology: (ask) => behind.ask('topology', ask),
    async alerts(ask) {
      const own = await answerWith(source, ask, (asking) =>
        askAlerts(client, ask, asking, { kind, url: settings.url }),
      );
      return behind.ask('alerts', ask, [own]);
    },
    changes: (ask) => answerChanges(source, ask, (asking) => askChanges({ client, settings, kind }, ask, asking)),
    check: async (signal) => [
      await checkWith('identity', () => describe(behind.sources({ signal }), id), { forbidden: noReading }),
    ],
  };
}

async function describe(asked: Promise<DataSource[]>, id: string): Promise<string> {
  const names = (await asked).map((one) => one.id.slice(id.length + 1));
  return names.length === 0 ? 'no Prometheus, Loki or Elasticsearch is behind it' : `behind it: ${names.join(', ')}`;
}
