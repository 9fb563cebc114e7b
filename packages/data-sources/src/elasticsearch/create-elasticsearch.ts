import { Failure } from '@incidentfox/failures';
import type { DataSource } from '../data-source.ts';
import {
  type Answerer,
  answerWith,
  checkWith,
  createMemory,
  defaultCaps,
  namesOf,
  type Reader,
} from '../execution/index.ts';
import { askLogs } from './ask-logs.ts';
import type { ElasticsearchClient } from './client.ts';
import { discoverFields, refuseWithoutService } from './discover-fields.ts';
import { discoverLink } from './discover-link.ts';
import { type LogFields, serviceSearch } from './queries.ts';
import type { ElasticsearchSettings } from './settings.ts';

const dayMs = 24 * 60 * 60_000;

/** A data source over one cluster, however it is reached. */
export function createElasticsearch(
  source: Answerer,
  settings: ElasticsearchSettings,
  client: ElasticsearchClient,
): DataSource {
  const { id, kind, now } = source;
  // Mappings change rarely: questions share the look-up.
  const mappings = createMemory<LogFields>(now);
  const fieldsFor = (reader: Reader) =>
    mappings.recall(
      '',
      () => discoverFields(client, settings, reader),
      ({ service }) => service.length > 0,
    );

  return {
    id,
    kind,
    capabilities: new Set(['logs']),
    logs: (ask) =>
      answerWith(source, ask, async (asking) => {
        const fields = await fieldsFor(asking);
        refuseWithoutService(fields, settings);
        const [field] = fields.service;
        if (settings.kibana !== undefined && field !== undefined)
          asking.deepLink(discoverLink(settings.kibana, field, namesOf(ask.service, kind), ask.window));
        return askLogs({ kind, client, settings, fields }, ask, asking);
      }),
    check: (signal) =>
      Promise.all([
        checkWith('identity', () => readVersion(client, { signal })),
        checkWith('logs', async () => {
          const fields = await discoverFields(client, settings, { signal });
          refuseWithoutService(fields, settings);
          return `services in ${fields.service.join(', ')}; levels in ${fields.level.join(', ') || 'no field: errors are found by words'}`;
        }),
      ]),
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 1_000 } }, async (asking) => {
        const fields = await fieldsFor(asking);
        refuseWithoutService(fields, settings);
        const { aggregations } = await client.search(serviceSearch(fields, { from: now() - dayMs, to: now() }), asking);
        return (aggregations?.services?.buckets.items ?? []).map(({ key }) => ({ name: key, vendorName: key }));
      }),
  };
}

/** The version needs a right that searching does not: without it, all is well. */
async function readVersion(client: ElasticsearchClient, reader: Reader): Promise<string> {
  try {
    return await client.version(reader);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'forbidden')
      return 'credentials accepted; the version is not readable with them';
    throw thrown;
  }
}
