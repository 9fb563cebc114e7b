import type { JsonRow } from './fields.ts';

/** One sample of `metrics.csv`. `at` is epoch ms; columns beside the usual four are labels. */
export interface MetricSample {
  at: number;
  service: string;
  metric: string;
  value: number | null;
  labels: Readonly<Record<string, string>>;
}

/** A folder as it was read. Whatever a case does not have is empty, null where a whole document is missing. */
export interface ChangeCase {
  id: string;
  alert: JsonRow | null;
  samples: readonly MetricSample[];
  logs: readonly JsonRow[];
  traces: readonly JsonRow[];
  deploys: readonly JsonRow[];
  commits: readonly JsonRow[];
  flags: readonly JsonRow[];
  events: readonly JsonRow[];
  statusFeed: unknown;
  serviceMap: unknown;
  /** What was there and could not be read, in words. */
  unread: readonly string[];
}
