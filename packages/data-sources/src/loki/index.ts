import { Failure } from '@incidentfox/failures';
import { answerWith, checkWith } from '../answering/index.ts';
import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { defaultCaps } from '../limits.ts';
import { looksLikeError, saysItIsFine } from '../logs/index.ts';
import { listByLabels } from '../service-identity/list-by-labels.ts';
import { askLogs } from './ask-logs.ts';
import { connectLoki } from './client.ts';
import type { LokiDeps } from './deps.ts';
import { labelMatchers } from './queries.ts';
import { lokiSettings } from './settings.ts';
import { sweepLogs } from './sweep/sweep-logs.ts';
import { toExploreLink } from './to-explore-link.ts';

/** Grafana Loki. */
export const loki: DataSourceDefinition<typeof lokiSettings> = {
  kind: 'loki',
  title: 'Loki',
  settings: lokiSettings,
  create({ id, settings, now, onUnauthorized }) {
    const { grafana } = settings;
    return createLoki({
      id,
      kind: 'loki',
      now,
      client: connectLoki(settings, id, { now, onUnauthorized }),
      serviceLabels: settings.service_label === undefined ? null : [settings.service_label].flat(),
      matchers: labelMatchers(settings.matchers),
      errorWords: toErrorWords(settings.error_filter),
      linkTo: (query, span) => (grafana === undefined ? undefined : toExploreLink(grafana, 'loki', query, span)),
    });
  },
};

/** What usually looks like an error, unless it is configured. */
export const toErrorWords = (configured?: string): LokiDeps['errorWords'] =>
  configured === undefined ? { like: looksLikeError, unlike: saysItIsFine } : { like: configured, unlike: null };

const hourMs = 60 * 60_000;

/** A data source over one Loki, however it is reached. */
export function createLoki(source: LokiDeps): DataSource {
  const { id, kind, client, now } = source;
  const lastHour = () => ({ from: now() - hourMs, to: now() });
  return {
    id,
    kind,
    capabilities: new Set(['logs']),
    logs: (question) => answerWith(source, question, (run) => askLogs(source, question, run)),
    sweeps: { logs: (question) => answerWith(source, question, (run) => sweepLogs(source, question, run)) },
    check: async (signal) => [
      await checkWith('logs', async () => {
        const labels = await client.labels(lastHour(), { signal });
        if (labels.length > 0) return `${labels.length} labels in the last hour`;
        throw new Failure('config', 'no labels in the last hour: nothing is being sent, or to another tenant');
      }),
    ],
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 1000 } }, async (run) => {
        const present = new Set(await client.labels(lastHour(), run));
        const valuesOf = (label: string) => run.part(label, () => client.labelValues(label, lastHour(), run));
        const names = await listByLabels(present, valuesOf, source.serviceLabels);
        return names.map((name) => ({ name, vendorName: name }));
      }),
  };
}
