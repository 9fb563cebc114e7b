import type { Window } from '../window.ts';

/** `from` calls `to`. Rates in 1/s, latency in seconds. */
export interface Edge {
  from: string;
  to: string;
  foundBy: 'trace' | 'service_graph' | 'catalogue' | 'log_mention';
  protocol?: string;
  rate?: number;
  errorRatio?: number;
  p95?: number;
  observed?: Window;
  questionId?: string;
}
