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

/**
 * The Prometheus, Loki and Elasticsearch behind Grafana as sources of their own, asked through its proxy. They answer to the
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
        metrics: [],
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
      const timestamp = datasource.jsonData?.timeField;
      const own = elasticsearchSettings.parse({
        url: settings.url,
        index_pattern: index,
        timeout_seconds: settings.timeout_seconds,
        ...(timestamp === undefined ? {} : { fields: { timestamp } }),
      });
      return createElasticsearch(as('elasticsearch'), own, createElasticsearchClient(http, index));
    }
    default:
      return null;
  }
}

/** Date patterns like `[logs-]YYYY.MM.DD` name one index a day; all of them are searched. */
function indexPattern({ jsonData, database }: GrafanaDatasource): string {
  const pattern = jsonData?.index || database || '*';
  const prefix = /^\[([^\]]*)\]/.exec(pattern)?.[1];
  return prefix === undefined ? pattern : `${prefix}*`;
}
