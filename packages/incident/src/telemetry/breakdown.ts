import type { Window } from '../window.ts';

/** What is counted. The first of each pair is what fails or is slow, the second what it is a part of. */
export type BreakdownMeasure = 'failed_requests' | 'slow_requests' | 'requests' | 'error_lines' | 'lines';

/** Counts of what has these labels, each over its own range. */
export interface BreakdownRow {
  /** A value for each of the breakdown's labels; empty where a request had none. Untrusted. */
  labels: Readonly<Record<string, string>>;
  inTrouble: number;
  normally: number;
}

/** Requests or lines of one service by what their labels say, in the time of trouble and in normal time. */
export interface Breakdown {
  service: string;
  measure: BreakdownMeasure;
  /** The vendor's names. With several, every row has all of them, so that two together can be looked at. */
  labels: readonly string[];
  rows: readonly BreakdownRow[];
  inTrouble: Window;
  normally: Window;
  /** Counted by the source, or drawn from samples that the source gave. */
  drawn: 'counted' | 'sampled';
  questionId?: string;
}
