import { Failure } from '@incidentfox/failures';
import { type Answerer, answerWith, checkWith, createCache, namesOf } from '../answering/index.ts';
import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { defaultCaps } from '../limits.ts';
import type { Requester } from '../vendor-http/index.ts';
import { askLogs } from './ask-logs.ts';
import { connectElasticsearch, type ElasticsearchClient } from './client.ts';
import { pickFields, refuseWithoutService, withoutMessage } from './pick-fields.ts';
import { type LogFields, serviceSearch } from './queries.ts';
import { type ElasticsearchSettings, elasticsearchSettings } from './settings.ts';
import { toDiscoverLink } from './to-discover-link.ts';

/** Elasticsearch and OpenSearch. */
export const elasticsearch: DataSourceDefinition<typeof elasticsearchSettings> = {
  kind: 'elasticsearch',
  title: 'Elasticsearch',
  settings: elasticsearchSettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createElasticsearch(
      { id, kind: 'elasticsearch', now },
      settings,
      connectElasticsearch(settings, id, { now, onUnauthorized }),
    ),
};

const dayMs = 24 * 60 * 60_000;

/** A data source over one cluster, however it is reached. */
export function createElasticsearch(
  source: Answerer,
  settings: ElasticsearchSettings,
  client: ElasticsearchClient,
): DataSource {
  const { id, kind, now } = source;
  // Mappings change rarely: questions share the look-up.
  const mappings = createCache<LogFields>(now);
  const fieldsFor = (reader: Requester) =>
    mappings.getOrLoad(
      '',
      () => pickFields(client, settings, reader),
      ({ service }) => service.length > 0,
    );

  return {
    id,
    kind,
    capabilities: new Set(['logs']),
    logs: (question) =>
      answerWith(source, question, async (run) => {
        const fields = await fieldsFor(run);
        refuseWithoutService(fields, settings);
        const unread = withoutMessage(fields, settings);
        if (unread !== null) run.leaveOpen(unread);
        const [field] = fields.service;
        if (settings.kibana !== undefined && field !== undefined)
          run.deepLink(toDiscoverLink(settings.kibana, field, namesOf(question.service, kind), question.window));
        return askLogs({ kind, client, settings, fields }, question, run);
      }),
    check: (signal) =>
      Promise.all([
        checkWith('identity', () => readVersion(client, { signal })),
        checkWith('logs', async () => {
          const fields = await pickFields(client, settings, { signal });
          refuseWithoutService(fields, settings);
          const unread = withoutMessage(fields, settings);
          if (unread !== null) throw new Failure('config', unread);
          return `services in ${fields.service.join(', ')}; levels in ${fields.level.map(({ name }) => name).join(', ') || 'no field: errors are found by words'}`;
        }),
      ]),
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 1_000 } }, async (run) => {
        const fields = await fieldsFor(run);
        refuseWithoutService(fields, settings);
        const { aggregations } = await client.search(serviceSearch(fields, { from: now() - dayMs, to: now() }), run);
        return (aggregations?.services?.buckets.items ?? []).map(({ key }) => ({ name: key, vendorName: key }));
      }),
  };
}

/** The version needs a right that searching does not: without it, all is well. */
async function readVersion(client: ElasticsearchClient, reader: Requester): Promise<string> {
  try {
    return await client.version(reader);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'forbidden')
      return 'credentials accepted; the version is not readable with them';
    throw thrown;
  }
}
