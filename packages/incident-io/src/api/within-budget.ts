import { createHash } from 'node:crypto';
import { Failure } from '@incidentfox/failures';
import type { HttpClient, HttpRequest } from '@incidentfox/http-client';
import { createRequestBudget, ownShare, type RequestBudget } from './request-budget.ts';

/** One for each key in the process, whoever made the client: incident.io counts by key, not by what we ask for. */
const budgets = new Map<string, RequestBudget>();
const maxBudgets = 200;

/** What a client may spend of an API key, shared with every other client of the same key in this process. */
export function budgetOfKey(apiUrl: string, apiKey: string): RequestBudget {
  // A hash, so that keys do not outlive their clients in memory.
  const name = createHash('sha256').update(`${apiUrl}\n${apiKey}`).digest('base64');
  const known = budgets.get(name);
  if (known) return known;
  const [oldest] = budgets.keys();
  if (budgets.size >= maxBudgets && oldest !== undefined) budgets.delete(oldest);
  const budget = createRequestBudget(ownShare);
  budgets.set(name, budget);
  return budget;
}

/** The same client, whose requests wait for their turn. `budget` is asked for each time: keys are rotated. */
export function withinBudget(http: HttpClient, budget: () => RequestBudget): HttpClient {
  return {
    close: () => http.close(),
    request: async <T>(request: HttpRequest<T>) => {
      const spent = budget();
      await spent.take(request.signal);
      const meter = { requests: 0, bytes: 0 };
      try {
        return await http.request({ ...request, meter });
      } catch (thrown) {
        if (thrown instanceof Failure && thrown.kind === 'rate_limited') spent.pause(thrown.retryAfterMs ?? 1_000);
        throw thrown;
      } finally {
        // The client tries reads again by itself; those requests count as well.
        if (meter.requests > 1) spent.spend(meter.requests - 1);
        if (request.meter) {
          request.meter.requests += meter.requests;
          request.meter.bytes += meter.bytes;
        }
      }
    },
  };
}
