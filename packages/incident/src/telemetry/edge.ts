import type { Window } from '../window.ts';

/**
 * `from` calls `to`. Rates in 1/s, latency in seconds. `client_metrics` is what the caller measures of its calls, `pod_settings` a host that
 * it is set up with, `log_mention` one that its error lines name.
 */
export interface Edge {
  from: string;
  to: string;
  foundBy: 'trace' | 'service_graph' | 'client_metrics' | 'pod_settings' | 'catalogue' | 'log_mention';
  protocol?: string;
  rate?: number;
  errorRatio?: number;
  p95?: number;
  observed?: Window;
  questionId?: string;
}
