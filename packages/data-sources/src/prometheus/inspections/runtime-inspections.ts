import { type Inspection, total } from './inspection.ts';

const isScraped = (runtime: string, known: string): Inspection => ({
  title: `share of ${runtime} processes that answer`,
  needs: [known, 'up'],
  value: (of) => `avg(${of('up')})`,
  unit: 'ratio',
  limit: 1,
  isLow: true,
});
const stopped = (title: string, metric: string, limit = 0.05): Inspection => ({
  title,
  needs: [metric],
  value: (of, window) => `max(rate(${of(metric)}[${window}]))`,
  unit: 'ratio',
  limit,
});

/** Language runtimes and the pools of applications. */
export const runtimeInspections: readonly Inspection[] = [
  isScraped('JVM', 'jvm_memory_used_bytes'),
  stopped('share of time at safepoints', 'container_jvm_safepoint_time_seconds'),
  stopped('share of time in garbage collection', 'jvm_gc_pause_seconds_sum'),
  stopped('share of time in garbage collection', 'jvm_gc_collection_seconds_sum'),
  stopped('share of time in garbage collection', 'jvm_gc_duration_seconds_sum'),
  isScraped('.NET', 'dotnet_collection_count_total'),
  isScraped('.NET', 'dotnet_gc_collections_total'),
  stopped('share of time waiting for the interpreter lock', 'container_python_thread_lock_wait_time_seconds'),
  stopped('share of time the event loop is blocked', 'container_nodejs_event_loop_blocked_time_seconds_total', 0.7),
  {
    title: 'share of time the event loop is busy',
    needs: ['nodejs_eventloop_utilization_ratio'],
    value: (of) => `max(${of('nodejs_eventloop_utilization_ratio')})`,
    unit: 'ratio',
    limit: 0.7,
  },
  {
    title: 'lag of the event loop (99th percentile)',
    needs: ['nodejs_eventloop_lag_p99_seconds'],
    value: (of) => `max(${of('nodejs_eventloop_lag_p99_seconds')})`,
    unit: 's',
    limit: 0.7,
  },
  {
    title: 'requests that wait for a database connection',
    needs: ['hikaricp_connections_pending'],
    value: (of) => `sum(${of('hikaricp_connections_pending')})`,
    unit: 'count',
    limit: 0,
  },
  {
    title: 'connections that could not be had in time, a second',
    needs: ['hikaricp_connections_timeout_total'],
    value: (of, window) => total(of('hikaricp_connections_timeout_total'), window),
    unit: '1/s',
    limit: 0,
  },
];
