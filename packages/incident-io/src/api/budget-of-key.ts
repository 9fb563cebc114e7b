import { createHash } from 'node:crypto';
import { createRequestBudget, ownShare, type RequestBudget } from './request-budget.ts';

/** One for each key in the process, whoever made the client: incident.io counts by key, not by what we ask for. */
const budgets = new Map<string, RequestBudget>();
const maxBudgets = 200;

/** What a client may spend of an API key, shared with every other client of the same key in this process. */
export function budgetOf(apiUrl: string, apiKey: string): RequestBudget {
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
