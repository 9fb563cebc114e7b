import { createHttpClient, type HttpClient, urlPath } from '@incidentfox/http-client';
import type { Window } from '@incidentfox/incident';
import { type Asking, droppedWarning, type Reader, reading } from '../execution/index.ts';
import {
  AlertsResponse,
  type Annotation,
  AnnotationsResponse,
  DatasourcesResponse,
  type GrafanaAlert,
  type GrafanaDatasource,
} from './responses.schema.ts';
import type { GrafanaSettings } from './settings.ts';

const mostAnnotations = 1_000;

/** Grafana's HTTP API as far as we use it. Every call throws a Failure. */
export interface GrafanaClient {
  datasources(reader: Reader): Promise<GrafanaDatasource[]>;
  /** Newest first. */
  annotations(window: Window, tags: readonly string[], asking: Asking): Promise<Annotation[]>;
  /** Of Grafana's own rules. */
  alerts(asking: Asking): Promise<GrafanaAlert[]>;
  /** A connection to the native API of a data source, through Grafana. */
  behind(uid: string): HttpClient;
}

export function connectGrafana(
  settings: GrafanaSettings,
  name: string,
  onUnauthorized?: () => Promise<boolean>,
): GrafanaClient {
  const http = createHttpClient({
    name,
    baseUrl: settings.url,
    headers: () => ({
      authorization: `Bearer ${settings.token.reveal()}`,
      ...(settings.org_id === undefined ? {} : { 'x-grafana-org-id': String(settings.org_id) }),
    }),
    timeoutMs: settings.timeout_seconds * 1000,
    ...(settings.ca === undefined ? {} : { ca: settings.ca }),
    ...(onUnauthorized === undefined ? {} : { onUnauthorized }),
  });
  const kept = <T>(list: { items: T[]; dropped: number }, what: string, { warn }: Reader): T[] => {
    const warning = droppedWarning(list.dropped, what);
    if (warning !== undefined) warn?.(warning);
    return list.items;
  };
  return {
    async datasources(reader) {
      const { value } = await http.request({
        path: '/api/datasources',
        schema: DatasourcesResponse,
        ...reading(reader),
      });
      return kept(value, 'data sources', reader);
    },
    async annotations({ from, to }, tags, asking) {
      // Milliseconds here; other Grafana APIs take seconds, and a wrong unit gives an empty answer, not an error.
      const query = { from: Math.floor(from), to: Math.ceil(to), type: 'annotation', limit: mostAnnotations, tags };
      const { value } = await http.request({
        path: '/api/annotations',
        query,
        schema: AnnotationsResponse,
        ...reading(asking),
      });
      if (value.items.length >= mostAnnotations) asking.truncate({ by: 'items', shown: value.items.length });
      return kept(value, 'annotations', asking);
    },
    async alerts(asking) {
      const { value } = await http.request({
        path: '/api/prometheus/grafana/api/v1/alerts',
        schema: AlertsResponse,
        ...reading(asking),
      });
      return kept(value.data.alerts, 'alerts', asking);
    },
    behind: (uid) => ({
      request: (request) =>
        http.request({ ...request, path: urlPath`/api/datasources/proxy/uid/${uid}` + request.path }),
      close: http.close,
    }),
  };
}
