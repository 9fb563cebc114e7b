import { urlPath } from '@incidentfox/http-client';
import type { Window } from '@incidentfox/incident';
import type { QuestionRun } from '../answering/index.ts';
import { createVendorReader, followPages, type Requester, type VendorAccess } from '../vendor-http/index.ts';
import { monitorsPerPage } from './limits.ts';
import {
  AllDependenciesResponse,
  DependenciesResponse,
  DeploymentsResponse,
  EventsResponse,
  LogCountsResponse,
  LogsResponse,
  MonitorsResponse,
  TimeseriesResponse,
  ValidResponse,
} from './responses.schema.ts';
import type { DatadogSettings } from './settings.ts';

/** A query of `/api/v2/query/timeseries`, answered by one formula each. */
export type DatadogQuery =
  | {
      readonly data_source: 'apm_metrics';
      readonly stat: string;
      readonly service: string;
      readonly query_filter?: string;
      readonly group_by?: readonly string[];
    }
  | { readonly data_source: 'metrics'; readonly query: string };

const iso = (at: number) => new Date(at).toISOString();

/** Datadog's API as far as we use it, read only. Windows are epoch ms; every call throws a Failure. */
export type DatadogClient = ReturnType<typeof connectDatadog>;

/** Per bucket, or in all; by the values of a facet that most lines have, when it is given. */
interface CountShape {
  readonly intervalMinutes?: number;
  readonly facet?: string;
}

function countRequest(query: string, { from, to }: Window, { intervalMinutes, facet }: CountShape) {
  const shape =
    intervalMinutes === undefined ? { type: 'total' } : { type: 'timeseries', interval: `${intervalMinutes}m` };
  return {
    compute: [{ aggregation: 'count', ...shape }],
    filter: { query, from: iso(from), to: iso(to), indexes: ['*'] },
    ...(facet === undefined ? {} : { group_by: [{ facet, limit: 20 }] }),
  };
}

export function connectDatadog(settings: DatadogSettings, name: string, access: VendorAccess) {
  const { get, post } = createVendorReader(
    {
      name,
      url: settings.url ?? `https://api.${settings.site}`,
      settings,
      headers: () => ({ 'dd-api-key': settings.api_key.reveal(), 'dd-application-key': settings.app_key.reveal() }),
    },
    access,
  );

  return {
    isValid: async (reader: Requester) => (await get('/api/v1/validate', {}, ValidResponse, reader)).value.valid,

    async timeseries(asked: readonly DatadogQuery[], { from, to }: Window, interval: number, reader: Requester) {
      const queries = asked.map((query, i) => ({ ...query, name: `q${i}` }));
      const formulas = queries.map((query) => ({ formula: query.name }));
      const json = { data: { type: 'timeseries_request', attributes: { from, to, interval, formulas, queries } } };
      return (await post('/api/v2/query/timeseries', json, TimeseriesResponse, reader)).value.data.attributes;
    },

    countLogs: async (query: string, range: Window, shape: CountShape, reader: Requester) =>
      (await post('/api/v2/logs/analytics/aggregate', countRequest(query, range, shape), LogCountsResponse, reader))
        .value,

    /** The newest lines of the window. */
    async logs(query: string, { from, to }: Window, limit: number, reader: Requester) {
      const json = {
        filter: { query, from: iso(from), to: iso(to), indexes: ['*'] },
        sort: '-timestamp',
        page: { limit },
      };
      return (await post('/api/v2/logs/events/search', json, LogsResponse, reader)).value.data.items;
    },

    /** Pages begin with 0; the last one is not full. */
    monitors: (tag: string, run: QuestionRun) =>
      followPages(run, 'monitors', async (page = '0') => {
        const query = { group_states: 'alert,warn,no data', monitor_tags: tag, page, page_size: monitorsPerPage };
        const { value } = await get('/api/v1/monitor', query, MonitorsResponse, run);
        const isFull = value.items.length + value.dropped >= monitorsPerPage;
        return { ...value, next: isFull ? String(Number(page) + 1) : undefined };
      }),

    events: (query: string, { from, to }: Window, run: QuestionRun) =>
      followPages(run, 'events', async (cursor) => {
        const page = { limit: 100, ...(cursor === undefined ? {} : { cursor }) };
        const json = { filter: { query, from: iso(from), to: iso(to) }, sort: '-timestamp', page };
        const { value } = await post('/api/v2/events/search', json, EventsResponse, run);
        return { ...value.data, next: value.meta?.page?.after ?? undefined };
      }),

    async deployments(query: string, { from, to }: Window, reader: Requester) {
      const attributes = { from: iso(from), to: iso(to), query, limit: 100, sort: '-started_at' };
      return (
        await post(
          '/api/v2/dora/deployments',
          { data: { type: 'dora_deployments_list_request', attributes } },
          DeploymentsResponse,
          reader,
        )
      ).value.data.items;
    },

    dependencies: async (service: string, env: string, { from, to }: Window, reader: Requester) =>
      (
        await get(
          urlPath`/api/v1/service_dependencies/${service}`,
          { env, ...seconds({ from, to }) },
          DependenciesResponse,
          reader,
        )
      ).value,

    allDependencies: async (env: string, range: Window, reader: Requester) =>
      (await get('/api/v1/service_dependencies', { env, ...seconds(range) }, AllDependenciesResponse, reader)).value,

    /** One monitor, to see whether they may be read. */
    probeMonitors: async (reader: Requester) =>
      (await get('/api/v1/monitor', { page: 0, page_size: 1 }, MonitorsResponse, reader)).value.items.length,
  };
}

/** This part of the API takes seconds. */
const seconds = ({ from, to }: Window) => ({ start: Math.floor(from / 1000), end: Math.ceil(to / 1000) });
