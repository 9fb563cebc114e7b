import { createHttpClient } from '@incidentfox/http-client';
import { type IncidentIo, incidentIoOver } from '@incidentfox/incident-io/api';
import { type Reader, reading } from '../execution/index.ts';
import type { IncidentIoToolSettings } from './settings.ts';

/** incident.io's API on behalf of one question: its requests end with the question and are counted for it. */
export type IncidentIoFor = (reader: Reader) => IncidentIo;

export function connectIncidentIo(
  settings: IncidentIoToolSettings,
  name: string,
  { now, onUnauthorized }: { now: () => number; onUnauthorized?: (() => Promise<boolean>) | undefined },
): IncidentIoFor {
  const http = createHttpClient({
    name,
    baseUrl: settings.url,
    headers: () => ({ authorization: `Bearer ${settings.api_key.reveal()}` }),
    timeoutMs: settings.timeout_seconds * 1000,
    now,
    ...(onUnauthorized === undefined ? {} : { onUnauthorized }),
  });
  return (reader) =>
    incidentIoOver({ request: (request) => http.request({ ...request, ...reading(reader) }), close: http.close }, now);
}
