import type { Window } from '../window.ts';

/**
 * `from` calls `to`. Rates in 1/s, latency in seconds. `client_metrics` is what the caller measures of its calls, `pod_settings` a host that
 * it is set up with, `log_mention` one that its error lines name, `store_name` a store that is
 * called after the service, `full_pool` the only database in trouble while the service waits for connections to one: guesses.
 */
export interface Edge {
  from: string;
  to: string;
  foundBy:
    | 'trace'
    | 'service_graph'
    | 'client_metrics'
    | 'pod_settings'
    | 'catalogue'
    | 'log_mention'
    | 'store_name'
    | 'full_pool';
  protocol?: string;
  rate?: number;
  errorRatio?: number;
  p95?: number;
  observed?: Window;
  questionId?: string;
}

/** Edges that were found one by one, or concluded from names and full pools: whom else a service calls they do not say. */
export const isGuessed = ({ foundBy }: Pick<Edge, 'foundBy'>): boolean =>
  foundBy === 'log_mention' || isConcluded({ foundBy });

/** Edges that nobody saw: a store called after the service, the only database in trouble. */
export const isConcluded = ({ foundBy }: Pick<Edge, 'foundBy'>): boolean =>
  foundBy === 'store_name' || foundBy === 'full_pool';
