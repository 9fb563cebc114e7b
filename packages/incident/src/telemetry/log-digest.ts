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
  /** Lines of its range that it stands for, as the source counted them. Absent: an equal share of all that were counted. */
  standsFor?: number;
  /** Of a statement that the usual lines do not make: found by leaving those out. */
  isUnusual?: boolean;
}

/** How the lines of a digest were drawn, where not all of them are at hand. */
export interface LogDraw {
  /** For readers: how many of how many, and which. */
  sentence: string;
  /**
   * Lines that one line stands for among those of the baseline that are unlike its usual ones; 1 when all of them are at hand, so that what
   * is not among them was not there. Null when they were not looked for.
   */
  linesPerUnusual: number | null;
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
  /** Absent where every line is at hand, and where a source gives its newest lines. */
  draw?: LogDraw;
  questionId?: string;
}
