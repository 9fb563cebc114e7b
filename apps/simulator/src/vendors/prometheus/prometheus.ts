import { formBody, isForm, type Reply, type VendorRequest } from '../../http/request.ts';
import type { Refusals, Vendor } from '../../http/vendor-server.ts';
import { shopService } from '../../shop/shop.ts';
import type { RawSeries, SeriesStore } from '../../telemetry/raw-series.ts';
import type { World } from '../../telemetry/world.ts';
import { QueryFault, type Selector } from './promql/ast.ts';
import { createEvaluation, select } from './promql/evaluate.ts';
import { parsePromql } from './promql/parse.ts';
import { answerQuery, answerQueryRange } from './queries.ts';
import { readTime } from './read-time.ts';

/** What is being played, with its series. */
export interface ServedMetrics {
  readonly world: World;
  readonly store: SeriesStore;
}

/** Prometheus' HTTP API over the raw series of the scenario that is playing. */
export function prometheus(metrics: () => ServedMetrics): Vendor {
  const evaluation = () => createEvaluation(metrics().store);
  const asked =
    (names: readonly string[], answer: (parameters: URLSearchParams) => unknown) =>
    (request: VendorRequest): Reply => {
      const parameters = isForm(request) ? formBody(request) : request.query;
      const unknown = [...parameters.keys()].find((name) => !names.includes(name));
      if (unknown !== undefined) return badData(`unknown parameter "${unknown}"`);
      try {
        return success(answer(parameters));
      } catch (fault) {
        if (fault instanceof QueryFault) return badData(`invalid parameter "query": ${fault.message}`);
        throw fault;
      }
    };
  const both = (path: string, names: readonly string[], answer: (parameters: URLSearchParams) => unknown) => [
    { method: 'GET' as const, path, query: names, handle: asked(names, answer) },
    { method: 'POST' as const, path, handle: asked(names, answer) },
  ];
  const matching = (parameters: URLSearchParams) => matchingSeries(metrics(), parameters);
  const labelNames = (parameters: URLSearchParams) =>
    unique(matching(parameters).flatMap((series) => Object.keys(series.labels)));
  return {
    name: 'prometheus',
    refusals,
    routes: [
      ...both('/api/v1/query', ['query', 'time', 'timeout', 'limit'], (p) =>
        answerQuery(evaluation(), p, metrics().world.now()),
      ),
      ...both('/api/v1/query_range', ['query', 'start', 'end', 'step', 'timeout', 'limit'], (p) =>
        answerQueryRange(evaluation(), p),
      ),
      ...both('/api/v1/series', ['match[]', 'start', 'end', 'limit'], (p) =>
        matching(p).map((series) => series.labels),
      ),
      ...both('/api/v1/labels', ['match[]', 'start', 'end', 'limit'], labelNames),
      {
        method: 'GET',
        path: '/api/v1/label/:name/values',
        query: ['match[]', 'start', 'end', 'limit'],
        handle: (request) =>
          asked(['match[]', 'start', 'end', 'limit'], (p) =>
            unique(matching(p).flatMap((s) => s.labels[request.params.name ?? ''] ?? [])),
          )(request),
      },
      { method: 'GET', path: '/api/v1/alerts', handle: () => success({ alerts: alertsOf(metrics().world) }) },
      { method: 'GET', path: '/api/v1/rules', query: ['type'], handle: () => success({ groups: [] }) },
      { method: 'GET', path: '/api/v1/metadata', query: ['metric', 'limit'], handle: () => success({}) },
      {
        method: 'GET',
        path: '/api/v1/status/buildinfo',
        handle: () =>
          success({
            version: '3.4.0',
            revision: 'simulator',
            branch: 'HEAD',
            buildUser: '',
            buildDate: '',
            goVersion: '',
          }),
      },
      { method: 'GET', path: '/-/ready', handle: () => ({ status: 200, body: 'Prometheus Server is Ready.\n' }) },
    ],
  };
}

const success = (data: unknown): Reply => ({ status: 200, body: { status: 'success', data } });
const failure = (status: number, errorType: string, error: string): Reply => ({
  status,
  body: { status: 'error', errorType, error },
});
const badData = (error: string) => failure(400, 'bad_data', error);

const refusals: Refusals = {
  admit: () => null,
  mismatch: (mismatch) => {
    if (mismatch.kind === 'query') return badData(`unknown parameter "${mismatch.name}"`);
    return mismatch.kind === 'method'
      ? { status: 405, body: 'Method Not Allowed\n' }
      : { status: 404, body: '404 page not found\n' };
  },
  tooMany: (seconds) => ({
    ...failure(429, 'unavailable', 'too many requests'),
    headers: { 'retry-after': String(seconds) },
  }),
  broken: () => failure(500, 'internal', 'the storage does not answer'),
};

const unique = (values: readonly string[]) => [...new Set(values)].toSorted();

/** Series that fit one of `match[]` (all, without any) and have a sample in the requested range. */
function matchingSeries({ store }: ServedMetrics, parameters: URLSearchParams): RawSeries[] {
  const from = readTime(parameters.get('start'), Number.NEGATIVE_INFINITY);
  const to = readTime(parameters.get('end'), Number.POSITIVE_INFINITY);
  const selectors = parameters.getAll('match[]').map((text): Selector => {
    const expr = parsePromql(text);
    if (expr.kind !== 'selector' || expr.rangeMs !== null) throw new QueryFault(`not a series selector: ${text}`);
    return expr;
  });
  const candidates =
    selectors.length === 0 ? store.all() : [...new Set(selectors.flatMap((s) => select(store, s.matchers)))];
  const times = store.times();
  return candidates.filter((series) =>
    series.values().some((value, i) => !Number.isNaN(value) && (times[i] ?? 0) >= from && (times[i] ?? 0) <= to),
  );
}

function alertsOf(world: World) {
  const minute = world.minuteOf(world.now());
  return (world.scenario.alerts ?? [])
    .filter((alert) => alert.at <= minute)
    .map((alert) => {
      const { namespace, workload } = shopService(alert.service);
      return {
        labels: { alertname: alert.name, severity: alert.severity, service: alert.service, namespace, app: workload },
        annotations: { summary: alert.summary },
        state: 'firing',
        activeAt: new Date(world.momentOf(alert.at)).toISOString(),
        value: '1e+00',
      };
    });
}
