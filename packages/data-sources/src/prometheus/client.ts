import type { HttpClient, HttpRequest } from '@incidentfox/http-client';
import type { Window } from '@incidentfox/incident';
import type { z } from 'zod';
import { connectToTenant } from '../execution/connect-to-tenant.ts';
import type { Asking } from '../execution/index.ts';
import { droppedWarning } from '../execution/list-of.ts';
import {
  AlertsResponse,
  BuildInfoResponse,
  MatrixResponse,
  type MatrixSeries,
  NamesResponse,
  type PrometheusAlert,
  VectorResponse,
  type VectorSample,
} from './responses.schema.ts';
import type { PrometheusSettings } from './settings.ts';

/** The Prometheus HTTP API as far as we use it. Times are epoch ms; every call throws a Failure. */
export interface PrometheusClient {
  queryRange(query: string, span: Window, stepMs: number, asking: Asking): Promise<MatrixSeries[]>;
  query(query: string, atMs: number, asking: Asking): Promise<VectorSample[]>;
  /** Names of the metrics that have a series matching `selector` in the span. */
  metricNames(selector: string, span: Window, asking: Asking): Promise<string[]>;
  /** Names of the labels those series have; of all series without a selector. */
  labelNames(selector: string | null, span: Window, asking: Asking): Promise<string[]>;
  labelValues(label: string, selector: string | null, span: Window, asking: Pick<Asking, 'signal'>): Promise<string[]>;
  alerts(asking: Asking): Promise<PrometheusAlert[]>;
  version(signal: AbortSignal): Promise<string>;
}

export function connectPrometheus(
  settings: PrometheusSettings,
  name: string,
  onUnauthorized?: () => Promise<boolean>,
): PrometheusClient {
  return prometheusOver(connectToTenant(settings, name, onUnauthorized), settings.timeout_seconds);
}

const seconds = (ms: number) => String(ms / 1000);
type Patient = Pick<Asking, 'signal'> & Partial<Asking>;

/** The same client over any connection: directly, or through Grafana's data source proxy. */
export function prometheusOver(http: HttpClient, timeoutSeconds: number): PrometheusClient {
  async function call<T extends { warnings?: string[] | undefined }>(
    request: Pick<HttpRequest<T>, 'path' | 'query' | 'form' | 'schema'>,
    asking: Patient,
  ): Promise<T> {
    const { value } = await http.request({
      ...request,
      // Long expressions do not fit into an address; reading by POST is the documented way.
      method: request.form === undefined ? 'GET' : 'POST',
      retry: true,
      signal: asking.signal,
      ...(asking.meter === undefined ? {} : { meter: asking.meter }),
      ...(asking.caps === undefined ? {} : { maxBytes: asking.caps.bytes }),
    });
    for (const warning of value.warnings ?? []) asking.warn?.(`Prometheus warns: ${warning.slice(0, 200)}`);
    return value;
  }
  const kept = <T>(list: { items: T[]; dropped: number }, what: string, asking: Asking): T[] => {
    const warning = droppedWarning(list.dropped, what);
    if (warning !== undefined) asking.warn(warning);
    return list.items;
  };
  const names = async (path: string, selector: string | null, span: Window, asking: Patient) =>
    (
      await call(
        {
          path,
          query: {
            ...(selector === null ? {} : { 'match[]': selector }),
            start: seconds(span.from),
            end: seconds(span.to),
          },
          schema: NamesResponse,
        },
        asking,
      )
    ).data;

  return {
    async queryRange(query, span, stepMs, asking) {
      const form = {
        query,
        start: seconds(span.from),
        end: seconds(span.to),
        step: seconds(stepMs),
        timeout: `${timeoutSeconds}s`,
      };
      const { data } = await call({ path: '/api/v1/query_range', form, schema: MatrixResponse }, asking);
      return kept(data.result, 'series', asking);
    },
    async query(query, atMs, asking) {
      const form = { query, time: seconds(atMs), timeout: `${timeoutSeconds}s` };
      const { data } = await call({ path: '/api/v1/query', form, schema: VectorResponse }, asking);
      return kept(data.result, 'series', asking);
    },
    metricNames: (selector, span, asking) => names('/api/v1/label/__name__/values', selector, span, asking),
    labelNames: (selector, span, asking) => names('/api/v1/labels', selector, span, asking),
    labelValues: (label, selector, span, asking) => names(`/api/v1/label/${label}/values`, selector, span, asking),
    async alerts(asking) {
      const { data } = await call({ path: '/api/v1/alerts', schema: AlertsResponse }, asking);
      return kept(data.alerts, 'alerts', asking);
    },
    async version(signal) {
      const schema: z.ZodType<z.output<typeof BuildInfoResponse> & { warnings?: string[] | undefined }> =
        BuildInfoResponse;
      const { data } = await call({ path: '/api/v1/status/buildinfo', schema }, { signal });
      return data?.version ?? 'unknown';
    },
  };
}
