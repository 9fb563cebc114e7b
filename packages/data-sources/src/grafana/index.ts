import { Failure } from '@incidentfox/failures';
import type { Capability } from '@incidentfox/incident';
import { type Answerer, answerChanges, answerWith, checkWith } from '../answering/index.ts';
import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { defaultCaps } from '../limits.ts';
import { webAddress } from '../vendor-http/addresses.ts';
import { askAlerts } from './ask-alerts.ts';
import { askChanges } from './ask-changes.ts';
import { connectGrafana, type GrafanaClient } from './client.ts';
import { createProxiedSources } from './proxied/proxied-sources.ts';
import { type GrafanaSettings, grafanaSettings } from './settings.ts';

/** Grafana: what is behind it, its annotations and its own alerts. */
export const grafana: DataSourceDefinition<typeof grafanaSettings> = {
  kind: 'grafana',
  title: 'Grafana',
  settings: grafanaSettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createGrafana({ id, kind: 'grafana', now }, settings, connectGrafana(settings, id, { now, onUnauthorized })),
};

const capabilities: readonly Capability[] = ['metrics', 'logs', 'alerts', 'changes', 'topology'];
const noReading =
  'Give the service account the Viewer role: it needs datasources:read, datasources:query and annotations:read.';

/** Grafana with everything behind it that we understand. */
function createGrafana(source: Answerer, settings: GrafanaSettings, client: GrafanaClient): DataSource {
  const { id, kind } = source;
  const proxied = createProxiedSources(source, settings, client);
  return {
    id,
    kind,
    capabilities: new Set(capabilities),
    metrics: (question) => proxied.ask('metrics', question),
    logs: (question) => proxied.ask('logs', question),
    topology: (question) => proxied.ask('topology', question),
    async alerts(question) {
      const own = await answerWith(source, question, (run) =>
        askAlerts(client, question, run, { kind, url: webAddress(settings.url) }),
      );
      return proxied.ask('alerts', question, [own]);
    },
    changes: (question) =>
      answerChanges(source, question, (run) => askChanges({ client, settings, kind }, question, run)),
    sweeps: {
      metrics: (question) => proxied.sweep('metrics', question),
      logs: (question) => proxied.sweep('logs', question),
      topology: (question) => proxied.sweep('topology', question),
    },
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 2_000 } }, (run) => proxied.list(run)),
    check: async (signal) => [
      await checkWith('identity', () => describe(proxied.sources({ signal }), { id, ...settings }), {
        forbidden: noReading,
        config: `Check tools.grafana.datasources, and the data sources this account may see. ${noReading}`,
      }),
    ],
  };
}

async function describe(
  sources: Promise<DataSource[]>,
  { id, datasources }: { id: string } & Pick<GrafanaSettings, 'datasources'>,
): Promise<string> {
  const names = (await sources).map((one) => one.id.slice(id.length + 1));
  if (names.length > 0) return `behind it: ${names.join(', ')}`;
  const chosen = datasources === undefined ? '' : ` called ${datasources.join(' or ')}`;
  throw new Failure(
    'config',
    `no Prometheus, Loki, Elasticsearch or store of traces${chosen} is behind it that these credentials may see`,
  );
}
