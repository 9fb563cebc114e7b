import type { Answerer } from '../../answering/index.ts';
import type { DataSource } from '../../data-source.ts';
import { createElasticsearchClient } from '../../elasticsearch/client.ts';
import { createElasticsearch } from '../../elasticsearch/index.ts';
import { elasticsearchSettings } from '../../elasticsearch/settings.ts';
import { createLokiClient } from '../../loki/client.ts';
import { createLoki, toErrorWords } from '../../loki/index.ts';
import { toExploreLink } from '../../loki/to-explore-link.ts';
import { createPrometheusClient } from '../../prometheus/client.ts';
import { createPrometheus } from '../../prometheus/index.ts';
import { webAddress } from '../../vendor-http/addresses.ts';
import type { GrafanaClient } from '../client.ts';
import type { GrafanaDatasource } from '../responses.schema.ts';
import type { GrafanaSettings } from '../settings.ts';
import { createTraceSource } from '../traces/create-trace-source.ts';

/**
 * The Prometheus, Loki, Elasticsearch and stores of traces behind Grafana as sources of their own, asked through its proxy. They answer to the
 * names the catalogue gives for their own kind. Kinds that are not understood are left out.
 */
export function toProxiedSource(
  grafana: Answerer,
  settings: GrafanaSettings,
  client: GrafanaClient,
  datasource: GrafanaDatasource,
): DataSource | null {
  const { uid, name, type } = datasource;
  const http = client.proxy(uid);
  const as = (kind: string): Answerer => ({ id: `${grafana.id}/${name}`, kind, now: grafana.now });
  const linkTo = (query: string, span: { from: number; to: number }) =>
    toExploreLink({ url: webAddress(settings.url), datasource_uid: uid }, type, query, span);
  switch (type) {
    case 'prometheus': {
      const own = {
        rateWindowSeconds: settings.rate_window_seconds,
        serviceLabels: null,
        matchers: [],
        metrics: settings.metrics,
        linkTo,
      };
      return createPrometheus({
        ...as('prometheus'),
        ...own,
        client: createPrometheusClient(http, settings.timeout_seconds),
      });
    }
    case 'loki': {
      const own = {
        serviceLabels: null,
        matchers: [],
        errorWords: toErrorWords(),
        linkTo,
      };
      return createLoki({ ...as('loki'), ...own, client: createLokiClient(http) });
    }
    case 'elasticsearch':
    case 'grafana-opensearch-datasource': {
      const index = indexPattern(datasource);
      const own = elasticsearchSettings.parse({
        url: settings.url,
        index_pattern: index,
        timeout_seconds: settings.timeout_seconds,
        fields: ownFields(datasource),
      });
      return createElasticsearch(as('elasticsearch'), own, createElasticsearchClient(http, index));
    }
    case 'tempo':
    case 'jaeger':
    case 'zipkin':
      return createTraceSource(as(type), type, http);
    default:
      return null;
  }
}

/** What the data source says of its fields goes before the usual names; a name that no field can have is left out. */
function ownFields({ jsonData = {} }: GrafanaDatasource): Record<string, string[]> {
  const usual = elasticsearchSettings.parse({ url: 'http://unused' }).fields;
  const named = { timestamp: jsonData.timeField, message: jsonData.logMessageField, level: jsonData.logLevelField };
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, field]) => {
      const isField = field !== undefined && /^[@\w./-]+$/.test(field) && field !== '_source';
      return isField ? [[name, [field, ...[usual[name as keyof typeof usual]].flat()]]] : [];
    }),
  );
}

/** Date patterns like `[logs-]YYYY.MM.DD` name one index a day; all of them are searched. */
function indexPattern({ jsonData, database }: GrafanaDatasource): string {
  const pattern = jsonData?.index || database || '*';
  const prefix = /^\[([^\]]*)\]/.exec(pattern)?.[1];
  return prefix === undefined ? pattern : `${prefix}*`;
}
