import type { DataSourceDefinition } from '../data-source.ts';
import { connectElasticsearch } from './client.ts';
import { createElasticsearch } from './create-elasticsearch.ts';
import { elasticsearchSettings } from './settings.ts';

/** Elasticsearch and OpenSearch. */
export const elasticsearch: DataSourceDefinition<typeof elasticsearchSettings> = {
  kind: 'elasticsearch',
  title: 'Elasticsearch',
  settings: elasticsearchSettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createElasticsearch(
      { id, kind: 'elasticsearch', now },
      settings,
      connectElasticsearch(settings, id, onUnauthorized),
    ),
};
