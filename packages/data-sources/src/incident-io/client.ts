import { createHttpClient } from '@incidentfox/http-client';
import { budgetOf, createIncidentIoClient, type IncidentIo } from '@incidentfox/incident-io/api';
import { type Requester, readOptions, type VendorAccess } from '../vendor-http/index.ts';
import type { IncidentIoToolSettings } from './settings.ts';

/** incident.io's API on behalf of one question: its requests end with the question and are counted for it. */
export type IncidentIoFor = (reader: Requester) => IncidentIo;

export function connectIncidentIo(
  settings: IncidentIoToolSettings,
  name: string,
  { now, onUnauthorized }: VendorAccess,
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
    createIncidentIoClient(
      { request: (request) => http.request({ ...request, ...readOptions(reader) }), close: http.close },
      { now, budget: () => budgetOf(settings.url, settings.api_key.reveal()) },
    );
}
