import type { DataSource } from '../data-source.ts';
import { elasticsearchOver } from '../elasticsearch/client.ts';
import { createElasticsearch } from '../elasticsearch/create-elasticsearch.ts';
import { elasticsearchSettings } from '../elasticsearch/settings.ts';
import type { Answerer } from '../execution/index.ts';
import { lokiOver } from '../loki/client.ts';
import { createLoki } from '../loki/create-loki.ts';
import { exploreLink } from '../loki/explore-link.ts';
import { lokiSettings } from '../loki/settings.ts';
import { prometheusOver } from '../prometheus/client.ts';
import { createPrometheus } from '../prometheus/create-prometheus.ts';
import type { GrafanaClient } from './client.ts';
import type { GrafanaDatasource } from './responses.schema.ts';
import type { GrafanaSettings } from './settings.ts';

/**
 * The Prometheus, Loki and Elasticsearch behind Grafana as sources of their own, asked through its proxy. They answer to the
 * names the catalogue gives for their own kind. Kinds that are not understood are left out.
 */
export function sourceBehind(
  grafana: Answerer,
  settings: GrafanaSettings,
  client: GrafanaClient,
  datasource: GrafanaDatasource,
): DataSource | null {
  const { uid, name, type } = datasource;
  const http = client.behind(uid);
  const as = (kind: string): Answerer => ({ id: `${grafana.id}/${name}`, kind, now: grafana.now });
  const linkTo = (query: string, span: { from: number; to: number }) =>
    exploreLink({ url: settings.url, datasource_uid: uid }, type, query, span);
  switch (type) {
    case 'prometheus': {
      const own = { rateWindowSeconds: settings.rate_window_seconds, serviceLabels: null, matchers: [], linkTo };
      return createPrometheus({ ...as('prometheus'), ...own, client: prometheusOver(http, settings.timeout_seconds) });
    }
    case 'loki': {
      const own = {
        serviceLabels: null,
        matchers: [],
        errorFilter: lokiSettings.shape.error_filter.parse(undefined),
        linkTo,
      };
      return createLoki({ ...as('loki'), ...own, client: lokiOver(http) });
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
      return createElasticsearch(as('elasticsearch'), own, elasticsearchOver(http, index));
    }
    default:
      return null;
  }
}

/** Date patterns like `[logs-]YYYY.MM.DD` name one index a day; all of them are searched. */
function indexPattern({ jsonData, database }: GrafanaDatasource): string {
  const given = jsonData?.index || database || '*';
  const prefix = /^\[([^\]]*)\]/.exec(given)?.[1];
  return prefix === undefined ? given : `${prefix}*`;
}
