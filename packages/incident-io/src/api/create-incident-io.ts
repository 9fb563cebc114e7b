import { createHttpClient, type HttpClient } from '@incidentfox/http-client';
import { attachmentCalls } from './attachment-calls.ts';
import { budgetOf } from './budget-of-key.ts';
import { incidentCalls } from './incident-calls.ts';
import type { IncidentIo } from './incident-io.ts';
import type { RequestBudget } from './request-budget.ts';
import { timelineCalls } from './timeline-calls.ts';
import { watchAnswers } from './watch-answers.ts';

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
  const budget = () => options.budget ?? budgetOf(options.apiUrl, options.apiKey());
  return createIncidentIoClient(http, { now: options.now ?? Date.now, budget });
}

/**
 * The same client over a connection of the caller's, who then chooses breaker, deadline and counting, and whose budget it
 * spends: `budgetOf` the key, so that everything that uses it is counted together.
 */
export function createIncidentIoClient(
  connection: HttpClient,
  options: { now: () => number; budget: () => RequestBudget },
): IncidentIo {
  const { http, clockAheadMs } = watchAnswers(connection, options);
  return {
    ...incidentCalls(http, options.now),
    ...timelineCalls(http),
    ...attachmentCalls(http),
    clockAheadMs,
    close: () => http.close(),
  };
}
