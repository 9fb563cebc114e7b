import { Failure } from '@incidentfox/failures';
import type { HttpClient, HttpRequest } from '@incidentfox/http-client';
import type { Window } from '@incidentfox/incident';
import type { z } from 'zod';
import { type QuestionRun, shareReads } from '../answering/index.ts';
import { connectToTenant } from '../vendor-http/connect-to-tenant.ts';
import { type Requester, readOptions, type VendorAccess } from '../vendor-http/index.ts';
import { droppedWarning } from '../vendor-http/list-of.ts';
import { noteIncomplete } from '../vendor-http/note-incomplete.ts';
import { createPostOrGet } from '../vendor-http/post-or-get.ts';
import { maxMetricsWithHelp } from './limits.ts';
import {
  type AlertingRule,
  AlertsResponse,
  BuildInfoResponse,
  MatrixResponse,
  type MatrixSeries,
  MetadataResponse,
  NamesResponse,
  type PrometheusAlert,
  RulesResponse,
  VectorResponse,
  type VectorSample,
} from './responses.schema.ts';
import type { PrometheusSettings } from './settings.ts';

/** The Prometheus HTTP API as far as we use it. Times are epoch ms; every call throws a Failure. */
export interface PrometheusClient {
  queryRange(query: string, span: Window, stepMs: number, run: QuestionRun): Promise<MatrixSeries[]>;
  query(query: string, atMs: number, run: QuestionRun): Promise<VectorSample[]>;
  /** Names of the metrics that have a series matching `selector` in the span. */
  metricNames(selector: string, span: Window, run: QuestionRun): Promise<string[]>;
  /** Names of the labels those series have. */
  labelNames(selector: string, span: Window, run: QuestionRun): Promise<string[]>;
  labelValues(label: string, selector: string, span: Window, run: Pick<QuestionRun, 'signal'>): Promise<string[]>;
  /** What exporters that are scraped now say of their metrics: type and help, by name. */
  metadata(run: QuestionRun): Promise<ReadonlyMap<string, { type: string; help: string }>>;
  /** Alerting rules with the alerts that each of them has now. */
  rules(run: QuestionRun): Promise<AlertingRule[]>;
  alerts(run: QuestionRun): Promise<PrometheusAlert[]>;
  version(signal: AbortSignal): Promise<string>;
}

export function connectPrometheus(settings: PrometheusSettings, name: string, access: VendorAccess): PrometheusClient {
  return createPrometheusClient(connectToTenant(settings, name, access), settings.timeout_seconds);
}

/** How managed servers and gateways answer where a page about the server itself would be. Whether they answer queries is what counts. */
const missesPage: ReadonlySet<string> = new Set(['not_found', 'forbidden', 'bad_query', 'contract', 'unavailable']);

const seconds = (ms: number) => String(ms / 1000);

/** The items that fit, with a word about those that do not. */
const keepGood = <T>(list: { items: T[]; dropped: number; cut: number }, what: string, run: QuestionRun): T[] => {
  const { length: shown } = list.items;
  if (list.cut > 0) run.truncate({ by: 'series', shown, total: shown + list.dropped + list.cut });
  const warning = droppedWarning(list.dropped, what);
  if (warning !== undefined) run.warn(warning);
  return list.items;
};

/** Reads one answer; what one incident asks twice in the same words is sent once, and what is incomplete is told. */
function createCall(http: HttpClient) {
  const postOrGet = createPostOrGet(http);
  const shared = shareReads(Date.now);
  return async function call<T extends { warnings?: string[] | undefined; isPartial?: boolean | undefined }>(
    request: Pick<HttpRequest<T>, 'path' | 'query' | 'schema'> & { form?: Record<string, string> },
    run: Requester,
  ): Promise<T> {
    const { form, ...others } = request;
    const read = (reader: Requester) =>
      form === undefined
        ? http.request({ ...others, ...readOptions(reader) })
        : postOrGet({ ...others, form, ...readOptions(reader) });
    const words = JSON.stringify([request.path, request.query, form]);
    // Questions about neighbours, and the sweeps, ask much in the same words.
    const { value } = await (run.incident
      ? shared.ofIncident(run.incident, words, run, (first) => read({ ...run, ...first }))
      : read(run));
    noteIncomplete(value, 'Prometheus', run);
    return value;
  };
}

/** The same client over any connection: directly, or through Grafana's data source proxy. */
export function createPrometheusClient(http: HttpClient, timeoutSeconds: number): PrometheusClient {
  const call = createCall(http);
  const names = async (path: string, selector: string, span: Window, run: Requester) =>
    (
      await call(
        {
          path,
          query: {
            'match[]': selector,
            start: seconds(span.from),
            end: seconds(span.to),
          },
          schema: NamesResponse,
        },
        run,
      )
    ).data;

  return {
    async queryRange(query, span, stepMs, run) {
      const form = {
        query,
        start: seconds(span.from),
        end: seconds(span.to),
        step: seconds(stepMs),
        timeout: `${timeoutSeconds}s`,
      };
      const { data } = await call({ path: '/api/v1/query_range', form, schema: MatrixResponse }, run);
      return keepGood(data.result, 'series', run);
    },
    async query(query, atMs, run) {
      const form = { query, time: seconds(atMs), timeout: `${timeoutSeconds}s` };
      const { data } = await call({ path: '/api/v1/query', form, schema: VectorResponse }, run);
      return keepGood(data.result, 'series', run);
    },
    metricNames: (selector, span, run) => names('/api/v1/label/__name__/values', selector, span, run),
    labelNames: (selector, span, run) => names('/api/v1/labels', selector, span, run),
    labelValues: (label, selector, span, run) => names(`/api/v1/label/${label}/values`, selector, span, run),
    async metadata(run) {
      const { data } = await call(
        { path: '/api/v1/metadata', query: { limit: String(maxMetricsWithHelp) }, schema: MetadataResponse },
        run,
      );
      return new Map(Object.entries(data).flatMap(([name, [first]]) => (first === undefined ? [] : [[name, first]])));
    },
    async rules(run) {
      const { data } = await call({ path: '/api/v1/rules', query: { type: 'alert' }, schema: RulesResponse }, run);
      return data.groups.flatMap(({ rules }) => rules.items);
    },
    async alerts(run) {
      const { data } = await call({ path: '/api/v1/alerts', schema: AlertsResponse }, run);
      return keepGood(data.alerts, 'alerts', run);
    },
    async version(signal) {
      const schema: z.ZodType<z.output<typeof BuildInfoResponse> & { warnings?: string[] | undefined }> =
        BuildInfoResponse;
      try {
        const { data } = await call({ path: '/api/v1/status/buildinfo', schema }, { signal });
        return data?.version ?? 'unknown';
      } catch (thrown) {
        if (!(thrown instanceof Failure) || !missesPage.has(thrown.kind)) throw thrown;
        const form = { query: 'vector(1)', timeout: `${timeoutSeconds}s` };
        await call({ path: '/api/v1/query', form, schema: VectorResponse }, { signal });
        return 'unknown: this server does not tell it';
      }
    },
  };
}
