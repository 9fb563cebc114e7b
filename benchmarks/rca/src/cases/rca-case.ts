/** A series as the case files hold it: Unix seconds, null for a gap. */
export interface CaseSeries {
  service: string;
  metric: string;
  t: readonly number[];
  v: readonly (number | null)[];
}

export interface CaseLogLine {
  t: number;
  service: string;
  level?: string;
  message: string;
}

/** One line of a `*.jsonl.gz` case file. Times are Unix seconds. */
export interface RcaCase {
  id: string;
  dataset: string;
  anomaly_time: number;
  window: { from: number; to: number };
  target: { service: string; metric: string; series_service?: string } | null;
  graph: readonly (readonly [caller: string, callee: string])[] | null;
  step_s: number;
  metrics: readonly CaseSeries[];
  trace_metrics?: readonly CaseSeries[];
  baseline_ref?: string;
  baseline_exclude?: readonly [number, number];
  logs_ref?: string;
  logs_normal_ref?: string;
}
