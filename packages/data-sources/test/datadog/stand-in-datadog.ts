import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { at, hour, iso, minute } from '../questions.ts';
import type { StandInRoute } from '../stand-in.ts';

export const datadogKeys = { api_key: 'dd-api-0123456789abcdef', app_key: 'dd-app-0123456789abcdef' };

type Wire = Record<string, unknown>;

/** What the organisation knows about `checkout`, and about no other service. */
export interface DatadogContent {
  /** Value by stat or metric name at a time; null: no data then. A name that is not here has no series. */
  metrics?: Record<string, { value: (at: number) => number | null; unit?: Wire | null }>;
  /** Lines a minute at a time. */
  logsPerMinute?: (at: number, isErrorSearch: boolean) => number;
  logs?: Wire[];
  monitors?: Wire[];
  events?: Wire[];
  deployments?: Wire[] | 'forbidden';
  /** Values of `env` that the service's requests have. */
  environments?: string[];
  calls?: string[];
  calledBy?: string[];
  /** The log search gives up. */
  countsTimeOut?: boolean;
}

export function admitToDatadog(headers: IncomingHttpHeaders): string | undefined {
  const isKnown =
    headers['dd-api-key'] === datadogKeys.api_key && headers['dd-application-key'] === datadogKeys.app_key;
  return isKnown ? undefined : 'Unauthorized';
}

const ms = z.number().int().min(1e12).max(1e13);
const isoTime = z.iso.datetime();
const tag = '[\\p{L}\\p{N}_.\\\\/-]+';
const search = z
  .string()
  .regex(
    new RegExp(`^(\\*|service:${tag}( env:${tag})?( status:\\(error OR critical OR alert OR emergency\\))?)$`, 'u'),
  );
const apmStats = [
  'hits_per_second',
  'errors_per_second',
  'latency_p50',
  'latency_p95',
  'latency_p99',
  'hits',
  'errors',
  'error_rate',
  'apdex',
] as const;
const name = z.string().regex(/^[a-z]\w*$/);

const timeseriesRequest = z.strictObject({
  data: z.strictObject({
    type: z.literal('timeseries_request'),
    attributes: z.strictObject({
      from: ms,
      to: ms,
      interval: z.number().int().min(1000).optional(),
      formulas: z.array(z.strictObject({ formula: z.string() })).min(1),
      queries: z
        .array(
          z.discriminatedUnion('data_source', [
            z.strictObject({
              data_source: z.literal('metrics'),
              name,
              query: z.string().regex(/^(avg|sum|min|max):[\w.]+\{[^{}]+\}( by \{env\})?$/),
            }),
            z.strictObject({
              data_source: z.literal('apm_metrics'),
              name,
              stat: z.enum(apmStats),
              service: z.string(),
              query_filter: z.string().optional(),
              group_by: z.array(z.string()).optional(),
            }),
          ]),
        )
        .min(1),
    }),
  }),
});
const aggregateRequest = z.strictObject({
  compute: z.array(
    z.union([
      z.strictObject({ aggregation: z.literal('count'), type: z.literal('total') }),
      z.strictObject({
        aggregation: z.literal('count'),
        type: z.literal('timeseries'),
        interval: z.string().regex(/^\d+m$/),
      }),
    ]),
  ),
  filter: z.strictObject({ query: search, from: isoTime, to: isoTime, indexes: z.array(z.string()) }),
  group_by: z.array(z.strictObject({ facet: z.literal('status'), limit: z.number().int() })).optional(),
});
const searchRequest = z.strictObject({
  filter: z.strictObject({ query: search, from: isoTime, to: isoTime, indexes: z.array(z.string()).optional() }),
  sort: z.enum(['timestamp', '-timestamp']),
  page: z.strictObject({ limit: z.number().int().min(1).max(1000), cursor: z.string().optional() }),
});
const deploymentsRequest = z.strictObject({
  data: z.strictObject({
    type: z.literal('dora_deployments_list_request'),
    attributes: z.strictObject({
      from: isoTime,
      to: isoTime,
      query: z.string(),
      limit: z.number().int().max(1000),
      sort: z.string(),
    }),
  }),
});
const dependencyQuery = z.strictObject({
  env: z.string(),
  start: z.string().regex(/^\d{10}$/),
  end: z.string().regex(/^\d{10}$/),
});

const isOurs = (text: string) => /(^|[{, ])service:checkout($|[ ,}])/.test(text);
const rangeOf = (filter: { from: string; to: string }) => ({
  from: Date.parse(filter.from),
  to: Date.parse(filter.to),
});

/** The read operations of Datadog's API; pages of events hold at most `pageSize`. */
export function datadogRoutes(content: DatadogContent, pageSize = 100): StandInRoute[] {
  const within = (
    all: readonly Wire[],
    filter: { from: string; to: string; query: string },
    timeOf: (one: Wire) => number,
  ) => {
    const { from, to } = rangeOf(filter);
    return isOurs(filter.query) ? all.filter((one) => timeOf(one) >= from && timeOf(one) < to) : [];
  };
  const timestampOf = (one: Wire) => Date.parse((one.attributes as Wire).timestamp as string);
  return [
    { method: 'GET', path: '/api/v1/validate', answer: () => ({ body: { valid: true } }) },
    {
      method: 'POST',
      path: '/api/v2/query/timeseries',
      body: timeseriesRequest,
      answer: ({ body }) => ({ body: timeseries(content, timeseriesRequest.parse(body).data.attributes) }),
    },
    {
      method: 'POST',
      path: '/api/v2/logs/analytics/aggregate',
      body: aggregateRequest,
      answer: ({ body }) => ({ body: counts(content, aggregateRequest.parse(body)) }),
    },
    {
      method: 'POST',
      path: '/api/v2/logs/events/search',
      body: searchRequest,
      answer: ({ body }) => {
        const { filter, page } = searchRequest.parse(body);
        return {
          body: {
            data: within(content.logs ?? [], filter, timestampOf).slice(0, page.limit),
            meta: { status: 'done' },
          },
        };
      },
    },
    {
      method: 'GET',
      path: '/api/v1/monitor',
      query: z.strictObject({
        group_states: z
          .string()
          .regex(/^(all|alert|warn|no data)(,(alert|warn|no data))*$/)
          .optional(),
        monitor_tags: z.string().optional(),
        page: z.string().regex(/^\d+$/).optional(),
        page_size: z.string().regex(/^\d+$/).optional(),
      }),
      answer: ({ query }) => {
        const all =
          query.monitor_tags === undefined || query.monitor_tags === 'service:checkout' ? (content.monitors ?? []) : [];
        const size = Number(query.page_size ?? 100);
        return { body: all.slice(Number(query.page ?? 0) * size, (Number(query.page ?? 0) + 1) * size) };
      },
    },
    {
      method: 'POST',
      path: '/api/v2/events/search',
      body: searchRequest,
      answer: ({ body }) => {
        const { filter, page } = searchRequest.parse(body);
        const all = within(content.events ?? [], filter, timestampOf);
        const from = Number(page.cursor ?? 0);
        const after = from + pageSize < all.length ? { page: { after: String(from + pageSize) } } : {};
        return { body: { data: all.slice(from, from + pageSize), meta: { status: 'done', ...after } } };
      },
    },
    {
      method: 'POST',
      path: '/api/v2/dora/deployments',
      body: deploymentsRequest,
      answer: ({ body }) => {
        if (content.deployments === 'forbidden') return { status: 403, body: { errors: ['Forbidden'] } };
        return {
          body: {
            data: isOurs(deploymentsRequest.parse(body).data.attributes.query) ? (content.deployments ?? []) : [],
          },
        };
      },
    },
    {
      method: 'GET',
      path: '/api/v1/service_dependencies/:service',
      query: dependencyQuery,
      answer: ({ params }) =>
        params.service === 'checkout'
          ? { body: { name: 'checkout', calls: content.calls ?? [], called_by: content.calledBy ?? [] } }
          : { body: { calls: [], called_by: [] } },
    },
    {
      method: 'GET',
      path: '/api/v1/service_dependencies',
      query: dependencyQuery,
      answer: () => ({ body: { checkout: { calls: content.calls ?? [] }, 'payment-gateway': { calls: [] } } }),
    },
  ];
}

function timeseries(content: DatadogContent, asked: z.output<typeof timeseriesRequest>['data']['attributes']): Wire {
  const interval = asked.interval ?? minute;
  const times = Array.from(
    { length: Math.floor((asked.to - asked.from) / interval) },
    (_, i) => asked.from + i * interval,
  );
  const isGrouped = (query: (typeof asked.queries)[number]) =>
    query.data_source === 'metrics' ? query.query.endsWith(' by {env}') : query.group_by !== undefined;
  if (asked.queries.every(isGrouped)) return environmentsSeen(content, asked.queries, times);
  const found = asked.queries.flatMap((query, index) => {
    const isAboutUs = query.data_source === 'metrics' ? isOurs(query.query) : query.service === 'checkout';
    const known =
      content.metrics?.[query.data_source === 'metrics' ? (query.query.split(/[:{]/)[1] ?? '') : query.stat];
    return known && isAboutUs ? [{ index, known }] : [];
  });
  return {
    data: {
      id: '0',
      type: 'timeseries_response',
      attributes: {
        series: found.map(({ index, known }) => ({
          group_tags: [],
          query_index: index,
          unit: known.unit === undefined ? null : [known.unit, null],
        })),
        times,
        values: found.map(({ known }) => times.map((time) => known.value(time))),
      },
    },
  };
}

/** One series an environment of the service's requests. */
function environmentsSeen(
  { environments = [] }: DatadogContent,
  queries: z.output<typeof timeseriesRequest>['data']['attributes']['queries'],
  times: readonly number[],
): Wire {
  const isAsked = queries.some((query) => query.data_source === 'apm_metrics' && query.service === 'checkout');
  const seen = isAsked ? environments : [];
  const series = seen.map((env) => ({ group_tags: [`env:${env}`], query_index: 0, unit: null }));
  const attributes = { series, times, values: seen.map(() => times.map(() => 1)) };
  return { data: { id: '0', type: 'timeseries_response', attributes } };
}

/** Errors and the others, each under its status; one group of all where nobody asked for statuses. */
function counts(content: DatadogContent, { compute, filter, group_by }: z.output<typeof aggregateRequest>): Wire {
  const { from, to } = rangeOf(filter);
  const perMinute = isOurs(filter.query) && content.logsPerMinute ? content.logsPerMinute : () => 0;
  const isErrorSearch = filter.query.includes('status:');
  const minutes = Array.from({ length: Math.round((to - from) / minute) }, (_, i) => from + i * minute);
  const meta = content.countsTimeOut
    ? { status: 'timeout', warnings: [{ code: 'timeout', title: 'The query timed out' }] }
    : { status: 'done' };
  const groups: [by: Wire, count: (at: number) => number][] =
    group_by === undefined
      ? [[{}, (time) => perMinute(time, isErrorSearch)]]
      : [
          [{ status: 'error' }, (time) => perMinute(time, true)],
          [{ status: 'info' }, (time) => perMinute(time, false) - perMinute(time, true)],
        ];
  const buckets = groups.flatMap(([by, count]): Wire[] => {
    const total = minutes.reduce((sum, time) => sum + count(time), 0);
    if (compute[0]?.type === 'total') return [{ by, computes: { c0: total } }];
    const step = Number.parseInt((compute[0] as { interval: string }).interval, 10) * minute;
    return total === 0 ? [] : [{ by, computes: { c0: pointsOf(minutes, step, count) } }];
  });
  return { data: { buckets }, meta };
}

function pointsOf(minutes: readonly number[], step: number, count: (at: number) => number) {
  const sums = new Map<number, number>();
  for (const time of minutes) {
    const start = Math.floor(time / step) * step;
    sums.set(start, (sums.get(start) ?? 0) + count(time));
  }
  return [...sums]
    .filter(([, value]) => value > 0)
    .map(([time, value]) => ({ time: new Date(time).toISOString(), value }));
}

export const microsecond = { family: 'time', name: 'microsecond', scale_factor: 1e-6 };
export const nanocore = { family: 'cpu', name: 'nanocore', scale_factor: 1e-9 };

export const aLog = (minutes: number, message: string, more: Wire = {}): Wire => ({
  id: `log${minutes}`,
  attributes: {
    timestamp: iso(minutes),
    status: 'error',
    service: 'checkout',
    host: 'checkout-1',
    message,
    tags: [],
    ...more,
  },
});

export const anEvent = (id: string, minutes: number, title: string, tags: string[] = []): Wire => ({
  id,
  attributes: { timestamp: iso(minutes), message: '', tags: ['service:checkout', ...tags], attributes: { title } },
});

/** Datadog keeps these times in nanoseconds. */
export const aDeployment = (id: string, minutes: number, version: string): Wire => ({
  id,
  attributes: {
    service: 'checkout',
    started_at: at(minutes) * 1e6,
    finished_at: at(minutes + 1) * 1e6,
    version,
    env: 'prod',
    git: { commit_sha: 'a'.repeat(40), repository_url: 'https://github.com/acme/checkout' },
  },
});

export const aMonitor = (id: number, overall: string, groups: Wire, more: Wire = {}): Wire => ({
  id,
  name: 'Checkout error rate',
  type: 'query alert',
  overall_state: overall,
  overall_state_modified: iso(-3),
  message: '@pagerduty',
  priority: 1,
  tags: ['service:checkout', 'team:shop'],
  state: { groups },
  ...more,
});

export const weekMs = 7 * 24 * hour;
