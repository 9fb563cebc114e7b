import { setMaxListeners } from 'node:events';
import { Failure } from '@incidentfox/failures';
import type { HttpClient, HttpRequest, HttpResponse } from '@incidentfox/http-client';
import type { RequestBudget } from './request-budget.ts';

/** What incident.io's answers tell besides their content. */
export interface WatchedAnswers {
  readonly http: HttpClient;
  /** How far incident.io's clock is ahead of ours, in ms to the second; null before its first answer. */
  clockAheadMs(): number | null;
}

/**
 * Sends within the budget of the key, asked for each time because keys are rotated, and reads incident.io's clock off every
 * answer.
 */
export function watchAnswers(
  http: HttpClient,
  { now, budget }: { now: () => number; budget: () => RequestBudget },
): WatchedAnswers {
  let aheadMs: number | null = null;
  const closed = new AbortController();
  // Every request that waits listens to it; that is no leak.
  setMaxListeners(10_000, closed.signal);

  async function request<T>(asked: HttpRequest<T>): Promise<HttpResponse<T>> {
    const spent = budget();
    const signal = asked.signal ? AbortSignal.any([closed.signal, asked.signal]) : closed.signal;
    await spent.take(signal);
    const meter = { requests: 0, bytes: 0 };
    try {
      const answer = await http.request({ ...asked, signal, meter });
      const theirs = Date.parse(answer.headers.get('date') ?? '');
      if (Number.isFinite(theirs)) aheadMs = theirs - now();
      return answer;
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.kind === 'rate_limited') spent.pause(thrown.retryAfterMs ?? 1_000);
      throw thrown;
    } finally {
      // What was tried again inside the request is owed: the next one waits for it.
      if (meter.requests > 1) spent.spend(meter.requests - 1);
      if (asked.meter) {
        asked.meter.requests += meter.requests;
        asked.meter.bytes += meter.bytes;
      }
    }
  }

  const close = (): Promise<void> => {
    closed.abort(new Failure('unavailable', 'incident.io was not asked: the client was closed'));
    return http.close();
  };
  return { http: { request, close }, clockAheadMs: () => aheadMs };
}
