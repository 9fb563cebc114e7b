import { createHttpClient, type HttpClient } from '@incidentfox/http-client';
import { attachmentCalls } from './attachment-calls.ts';
import { incidentCalls } from './incident-calls.ts';
import type { IncidentIo } from './incident-io.ts';
import type { RequestBudget } from './request-budget.ts';
import { timelineCalls } from './timeline-calls.ts';
import { budgetOfKey, withinBudget } from './within-budget.ts';

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
  /** Default: what the process may spend of this key, shared by all its clients. */
  budget?: RequestBudget;
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
  const { apiUrl, apiKey, budget, now = Date.now } = options;
  return clientOf(
    withinBudget(http, () => budget ?? budgetOfKey(apiUrl, apiKey())),
    now,
  );
}

/**
 * The same client over a connection of the caller's, who then chooses breaker, deadline and counting. What it sends is counted
 * together with everything else that uses this key.
 */
export function createIncidentIoClient(
  http: HttpClient,
  account: { apiUrl: string; apiKey: () => string },
  now: () => number,
): IncidentIo {
  return clientOf(
    withinBudget(http, () => budgetOfKey(account.apiUrl, account.apiKey())),
    now,
  );
}

function clientOf(http: HttpClient, now: () => number): IncidentIo {
  return {
    ...incidentCalls(http, now),
    ...timelineCalls(http),
    ...attachmentCalls(http),
    close: () => http.close(),
  };
}
