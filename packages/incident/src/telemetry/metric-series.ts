export type Signal =
  | 'request_rate'
  | 'error_rate'
  | 'error_ratio'
  | 'availability'
  | 'latency_p50'
  | 'latency_p95'
  | 'latency_p99'
  | 'latency_mean'
  | 'cpu'
  | 'memory'
  | 'disk'
  | 'network'
  | 'saturation'
  | 'queue_age'
  | 'queue_length'
  | 'miss_ratio'
  | 'restarts'
  | 'custom';

/** Fixed units: sources convert at their edge. `ratio` is 0..1, `s` seconds, `By` bytes. */
export type Unit = '1/s' | 'ratio' | 's' | 'By' | 'By/s' | 'cores' | 'count' | '1';

/** [epoch ms, value]; null where the source had no sample. Ascending in time. */
export type Point = readonly [at: number, value: number | null];

/** One signal of one service over the baseline and the window together, so that onset can be seen. */
export interface MetricSeries {
  service: string;
  signal: Signal;
  /** The vendor's metric name, for reading; the engine never branches on it. */
  name: string;
  unit: Unit;
  /** Set when the series is about calls from `service` to `peer`, seen at the caller (`client`) or the callee (`server`). */
  peer?: string;
  side?: 'client' | 'server';
  /** Pod, node, zone, ... the series is about, when it is not the whole service. */
  labels: Readonly<Record<string, string>>;
  stepMs: number;
  /** Each value tells of so long a time before it, ms; absent when it tells of its moment or its step. */
  rateWindowMs?: number;
  points: readonly Point[];
  /** The same span one week earlier, with its own timestamps, when the source had it. */
  weekEarlier?: readonly Point[];
  /** Id of the question whose answer holds this series. */
  questionId?: string;
}
