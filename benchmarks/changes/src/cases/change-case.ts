import type { Row } from './fields.ts';

/** One sample of `metrics.csv`. `at` is epoch ms; columns beside the usual four are labels. */
export interface Sample {
  at: number;
  service: string;
  metric: string;
  value: number | null;
  labels: Readonly<Record<string, string>>;
}

/** A folder as it was read. Whatever a case does not have is empty, null where a whole document is missing. */
export interface ChangeCase {
  id: string;
  alert: Row | null;
  samples: readonly Sample[];
  logs: readonly Row[];
  traces: readonly Row[];
  deploys: readonly Row[];
  commits: readonly Row[];
  flags: readonly Row[];
  events: readonly Row[];
  statusFeed: unknown;
  serviceMap: unknown;
  /** What was there and could not be read, in words. */
  unread: readonly string[];
}
