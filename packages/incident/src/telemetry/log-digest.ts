import type { Window } from '../window.ts';

export interface LogLine {
  /** Epoch ms. */
  at: number;
  level?: string;
  /** Untrusted text, at most 500 characters when it comes from a source. */
  message: string;
  host?: string;
  traceId?: string;
  /** Labels and structured fields that tell of the request: version, zone, route, tenant, ... Untrusted. */
  fields?: Readonly<Record<string, string>>;
}

/** What the logs of one service say: counts from server-side aggregation, lines as samples. */
export interface LogDigest {
  service: string;
  /** Which lines were counted: everything, or only those that look like errors. */
  level: 'all' | 'error';
  window: Window;
  /** Lines in the window, counted by the source; `lines` may be fewer. */
  total: number;
  /** Lines in each baseline window, counted by the source, with its length, so that rates compare. */
  baselines: readonly { window: Window; total: number }[];
  /** [bucket start epoch ms, lines] over baseline and window. */
  buckets: readonly (readonly [number, number])[];
  /** Sample lines of the window. */
  lines: readonly LogLine[];
  /** Sample lines of the baseline. */
  baselineLines: readonly LogLine[];
  questionId?: string;
}
