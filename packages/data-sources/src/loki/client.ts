import { type HttpClient, urlPath } from '@incidentfox/http-client';
import type { Window } from '@incidentfox/incident';
import type { z } from 'zod';
import type { QuestionRun } from '../answering/index.ts';
import { connectToTenant } from '../vendor-http/connect-to-tenant.ts';
import { droppedWarning, type Requester, readOptions, type VendorAccess } from '../vendor-http/index.ts';
import { noteIncomplete } from '../vendor-http/note-incomplete.ts';
import { type CountSeries, CountsResponse, NamesResponse, type Stream, StreamsResponse } from './responses.schema.ts';
import type { LokiSettings } from './settings.ts';

/** The Loki HTTP API as far as we use it. Times are epoch ms; every call throws a Failure. */
export interface LokiClient {
  labels(span: Window, reader: Requester): Promise<string[]>;
  /** Of all streams, or of those that `streams` selects. */
  labelValues(label: string, span: Window, reader: Requester, streams?: string): Promise<string[]>;
  /** A metric query, one value each `stepMs`. */
  counts(query: string, span: Window, stepMs: number, run: QuestionRun): Promise<CountSeries[]>;
  /** Newest lines first. */
  lines(query: string, span: Window, limit: number, run: QuestionRun): Promise<Stream[]>;
}

export function connectLoki(settings: LokiSettings, name: string, access: VendorAccess): LokiClient {
  return createLokiClient(connectToTenant(settings, name, access));
}

const nanoseconds = (ms: number) => `${Math.round(ms)}000000`;

/** The same client over any connection: directly, or through Grafana's data source proxy. */
export function createLokiClient(http: HttpClient): LokiClient {
  async function get<T>(
    path: string,
    query: Record<string, string>,
    span: Window,
    schema: z.ZodType<T>,
    reader: Requester,
  ): Promise<T> {
    const within = { start: nanoseconds(span.from), end: nanoseconds(span.to) };
    return (await http.request({ path, query: { ...query, ...within }, schema, ...readOptions(reader) })).value;
  }
  const warn = (dropped: number, what: string, run: QuestionRun) => {
    const warning = droppedWarning(dropped, what);
    if (warning !== undefined) run.warn(warning);
  };
  return {
    labels: async (span, reader) => (await get('/loki/api/v1/labels', {}, span, NamesResponse, reader)).data,
    labelValues: async (label, span, reader, streams) =>
      (
        await get(
          urlPath`/loki/api/v1/label/${label}/values`,
          streams === undefined ? {} : { query: streams },
          span,
          NamesResponse,
          reader,
        )
      ).data,
    async counts(query, span, stepMs, run) {
      const parameters = { query, step: String(stepMs / 1000) };
      const { data, warnings } = await get('/loki/api/v1/query_range', parameters, span, CountsResponse, run);
      noteIncomplete({ warnings: warnings ?? [] }, 'Loki', run);
      warn(data.result.dropped + data.result.items.reduce((sum, one) => sum + one.values.dropped, 0), 'counts', run);
      return data.result.items;
    },
    async lines(query, span, limit, run) {
      const parameters = { query, limit: String(limit), direction: 'backward' };
      const { data, warnings } = await get('/loki/api/v1/query_range', parameters, span, StreamsResponse, run);
      noteIncomplete({ warnings: warnings ?? [] }, 'Loki', run);
      warn(data.result.dropped + data.result.items.reduce((sum, one) => sum + one.values.dropped, 0), 'log lines', run);
      return data.result.items;
    },
  };
}
