import { type HttpClient, urlPath } from '@incidentfox/http-client';
import type { Window } from '@incidentfox/incident';
import type { QuestionRun } from '../answering/index.ts';
import { connectVendor, droppedWarning, type Requester, readOptions, type VendorAccess } from '../vendor-http/index.ts';
import { maxAnnotations } from './limits.ts';
import {
  AlertsResponse,
  type Annotation,
  AnnotationsResponse,
  DatasourcesResponse,
  type GrafanaAlert,
  type GrafanaDatasource,
} from './responses.schema.ts';
import type { GrafanaSettings } from './settings.ts';

/** Grafana's HTTP API as far as we use it. Every call throws a Failure. */
export interface GrafanaClient {
  datasources(reader: Requester): Promise<GrafanaDatasource[]>;
  /** Newest first. */
  annotations(window: Window, tags: readonly string[], run: QuestionRun): Promise<Annotation[]>;
  /** Of Grafana's own rules. */
  alerts(run: QuestionRun): Promise<GrafanaAlert[]>;
  /** A connection to the native API of a data source, through Grafana. */
  proxy(uid: string): HttpClient;
}

export function connectGrafana(settings: GrafanaSettings, name: string, access: VendorAccess): GrafanaClient {
  const headers = () => ({
    authorization: `Bearer ${settings.token.reveal()}`,
    ...(settings.org_id === undefined ? {} : { 'x-grafana-org-id': String(settings.org_id) }),
  });
  const http = connectVendor({ name, url: settings.url, settings, headers }, access);
  const keepGood = <T>(list: { items: T[]; dropped: number }, what: string, { warn }: Requester): T[] => {
    const warning = droppedWarning(list.dropped, what);
    if (warning !== undefined) warn?.(warning);
    return list.items;
  };
  return {
    async datasources(reader) {
      const { value } = await http.request({
        path: '/api/datasources',
        schema: DatasourcesResponse,
        ...readOptions(reader),
      });
      return keepGood(value, 'data sources', reader);
    },
    async annotations({ from, to }, tags, run) {
      // Milliseconds here; other Grafana APIs take seconds, and a wrong unit gives an empty answer, not an error.
      const query = { from: Math.floor(from), to: Math.ceil(to), type: 'annotation', limit: maxAnnotations, tags };
      const { value } = await http.request({
        path: '/api/annotations',
        query,
        schema: AnnotationsResponse,
        ...readOptions(run),
      });
      if (value.items.length >= maxAnnotations) run.truncate({ by: 'items', shown: value.items.length });
      return keepGood(value, 'annotations', run);
    },
    async alerts(run) {
      const { value } = await http.request({
        path: '/api/prometheus/grafana/api/v1/alerts',
        schema: AlertsResponse,
        ...readOptions(run),
      });
      return keepGood(value.data.alerts, 'alerts', run);
    },
    proxy: (uid) => ({
      request: (request) =>
        http.request({ ...request, path: urlPath`/api/datasources/proxy/uid/${uid}` + request.path }),
      close: http.close,
    }),
  };
}
