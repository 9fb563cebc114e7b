import { createHttpClient, type HttpClient } from '@incidentfox/http-client';
import { attachmentCalls } from './attachment-calls.ts';
import { incidentCalls } from './incident-calls.ts';
import type { IncidentIo } from './incident-io.ts';
import { timelineCalls } from './timeline-calls.ts';

export interface IncidentIoOptions {
  /** `https://api.incident.io`, or a stand-in. */
  apiUrl: string;
  /** Read for every request, so that a rotated key is used at once. */
  apiKey: () => string;
  /** Called once on 401; true means the key was resolved anew and one more try is worth it. */
  onUnauthorized?: () => Promise<boolean>;
  /** For one call with its retries. Default 10 s. */
  timeoutMs?: number;
  now?: () => number;
}

/** A client of incident.io's API. Reads are tried again after 429, 5xx and network failures; writes are not. */
export function createIncidentIo(options: IncidentIoOptions): IncidentIo {
  const http = createHttpClient({
    name: 'incident.io',
    baseUrl: options.apiUrl,
    headers: () => ({ authorization: `Bearer ${options.apiKey()}` }),
    timeoutMs: options.timeoutMs ?? 10_000,
    // The queue waits between attempts of a job; a client that rests as well would fail jobs that could succeed.
    breaker: false,
    ...(options.onUnauthorized ? { onUnauthorized: options.onUnauthorized } : {}),
    ...(options.now ? { now: options.now } : {}),
  });
  return createIncidentIoClient(http, options.now ?? Date.now);
}

/** The same client over a connection of the caller's, who then chooses breaker, deadline and counting. */
export function createIncidentIoClient(http: HttpClient, now: () => number): IncidentIo {
  return {
    ...incidentCalls(http, now),
    ...timelineCalls(http),
    ...attachmentCalls(http),
    close: () => http.close(),
  };
}
