import { Failure } from '@incidentfox/failures';
import type { HttpClient, HttpRequest, HttpResponse } from '@incidentfox/http-client';
import type { RequestBudget } from './request-budget.ts';

/** What incident.io's answers tell besides their content. */
export interface WatchedAnswers {
  readonly http: HttpClient;
  /** How far incident.io's clock is ahead of ours, in ms to the second; null before its first answer. */
  clockAheadMs(): number | null;
}

/** Sends within the budget of the key, and reads incident.io's clock off every answer. */
export function watchAnswers(
  http: HttpClient,
  { now, budget }: { now: () => number; budget: () => RequestBudget },
): WatchedAnswers {
  let aheadMs: number | null = null;
  const closed = new AbortController();
  async function request<T>(asked: HttpRequest<T>): Promise<HttpResponse<T>> {
    const spent = budget();
    await spent.take(1, AbortSignal.any([closed.signal, ...(asked.signal ? [asked.signal] : [])]));
    const answer = await http.request(asked);
    const theirs = Date.parse(answer.headers.get('date') ?? '');
    if (Number.isFinite(theirs)) aheadMs = theirs - now();
    // What was tried again inside the request is owed: the next one waits for it.
    if (answer.requests > 1) void spent.take(answer.requests - 1, closed.signal).catch(() => {});
    return answer;
  }
  const close = (): Promise<void> => {
    closed.abort(new Failure('unavailable', 'incident.io was not asked: the client was closed'));
    return http.close();
  };
  return { http: { request, close }, clockAheadMs: () => aheadMs };
}
