import type { SampledSeries } from '../../real-servers/sampled-series.ts';
import { onset } from '../backfilled-incident.ts';

type Level = (at: number) => number;
type Made = Omit<SampledSeries, 'labels'> & { readonly labels?: Readonly<Record<string, string>> };

/** One inspection with its usual value, one that must alarm, and one at the edge that must not. */
export interface InspectedCase {
  readonly title: string;
  readonly usual: number;
  readonly beyond: number;
  readonly edge: number;
  readonly series: (level: Level) => Made[];
}

const gauge = (name: string, level: Level, labels: Record<string, string> = {}): Made => ({
  name,
  gauge: level,
  labels,
});
const counter = (name: string, perSecond: Level, labels: Record<string, string> = {}): Made => ({
  name,
  perSecond,
  labels,
});
const always =
  (value: number): Level =>
  () =>
    value;
const container = { namespace: 'shop', pod: 'a-1', container: 'main' };
/** A rate that grows by `level` in each so many seconds. */
const each =
  (level: Level, seconds: number): Level =>
  (at) =>
    level(at) / seconds;

function one(
  title: string,
  [usual, beyond, edge]: readonly [number, number, number],
  series: (level: Level) => Made[],
): InspectedCase {
  return { title, usual, beyond, edge, series };
}
const up = (title: string, metric: string) => one(title, [1, 0, 1], (level) => [gauge(metric, level)]);
const lag = (metric: string) => one('replication lag', [1, 31, 30], (level) => [gauge(metric, level)]);
const share = (title: string, metric: string, limit: number) =>
  one(title, [limit / 10, limit * 1.1, limit * 0.97], (level) => [counter(metric, level)]);

const bucketed = (name: string, level: Level): Made[] => [
  ...['0.01', '0.02', '0.05', '0.1', '0.2', '0.4', '0.5', '1', '2', '+Inf'].map((le) =>
    counter(`${name}_bucket`, (at) => (le === '+Inf' ? 10 : 10 * Math.min(1, Number(le) / level(at))), { le }),
  ),
  counter(`${name}_count`, always(10)),
  counter(`${name}_sum`, always(1)),
];

const platform: InspectedCase[] = [
  one('CPU of its limit', [0.2, 0.9, 0.79], (level) => [
    counter('container_cpu_usage_seconds_total', (at) => 2 * level(at), container),
    gauge('kube_pod_container_resource_limits', always(2), { ...container, resource: 'cpu' }),
  ]),
  one('CPU throttling', [0, 0.4, 0.24], (level) => [
    counter('container_cpu_cfs_throttled_periods_total', (at) => 10 * level(at), container),
    counter('container_cpu_cfs_periods_total', always(10), container),
  ]),
  one('memory of its limit', [0.4, 0.95, 0.9], (level) => [
    gauge('container_memory_working_set_bytes', (at) => 1e9 * level(at), container),
    gauge('kube_pod_container_resource_limits', always(1e9), { ...container, resource: 'memory' }),
  ]),
  one('out-of-memory kills', [0, 1, 0], (level) => [counter('container_oom_events_total', each(level, 300))]),
  ...['container_memory_working_set_bytes', 'process_resident_memory_bytes'].map((metric) =>
    one('memory growth in an hour', [0, 0.2, 0.095], (level) => [
      gauge(metric, (at) => 1e9 * (1 + level(at) * (Math.max(0, at - onset) / 3_600_000)), container),
    ]),
  ),
  share('time stalled for memory', 'container_pressure_memory_waiting_seconds_total', 0.02),
  share('time stalled for I/O', 'container_pressure_io_waiting_seconds_total', 0.1),
  share('time stalled for cpu', 'container_pressure_cpu_waiting_seconds_total', 0.1),
  one('disk space used', [0.5, 0.85, 0.8], (level) => [
    gauge('kubelet_volume_stats_used_bytes', (at) => 1e9 * level(at)),
    gauge('kubelet_volume_stats_capacity_bytes', always(1e9)),
  ]),
  one('share of instances that are available', [1, 0.5, 0.75], (level) => [
    gauge('kube_deployment_status_replicas_available', (at) => 4 * level(at)),
    gauge('kube_deployment_spec_replicas', always(4)),
  ]),
  one('restarts', [0, 4, 0.9], (level) => [counter('kube_pod_container_status_restarts_total', each(level, 900))]),
  one('instances that a rollout did not bring up within 3 minutes', [0, 1, 0], (level) => [
    gauge('kube_deployment_spec_replicas', always(4)),
    gauge('kube_deployment_status_replicas_updated', (at) => 4 - level(at)),
  ]),
  one('CPU of the machine', [0.3, 0.9, 0.79], (level) => [
    counter('node_cpu_seconds_total', (at) => 1 - level(at), { mode: 'idle', cpu: '0' }),
  ]),
  share('time stalled for memory on the machine', 'node_pressure_memory_waiting_seconds_total', 0.02),
  one('disk space of the machine', [0.5, 0.85, 0.79], (level) => [
    gauge('node_filesystem_avail_bytes', (at) => 1e9 * (1 - level(at)), { mountpoint: '/', fstype: 'ext4' }),
    gauge('node_filesystem_size_bytes', always(1e9), { mountpoint: '/', fstype: 'ext4' }),
  ]),
  share('I/O load', 'node_disk_io_time_weighted_seconds_total', 5),
  one('connections that could not be made, a second', [0, 0.1, 0], (level) => [
    counter('node_netstat_Tcp_AttemptFails', level),
  ]),
];

const statements = (scale: number) => (level: Level) => [
  counter('pg_stat_statements_seconds_total', (at) => scale * level(at)),
  counter('pg_stat_statements_calls_total', always(scale)),
];
const table = (metric: string, ofLive: (level: number) => number) => (level: Level) => [
  gauge(metric, (at) => ofLive(level(at)), { relname: 'orders' }),
  gauge('pg_stat_user_tables_n_live_tup', always(10_000), { relname: 'orders' }),
];

const stores: InspectedCase[] = [
  up('whether Redis answers', 'redis_up'),
  one('time of a query', [0.001, 0.006, 0.0049], (level) => [
    counter('redis_commands_duration_seconds_total', (at) => 100 * level(at)),
    counter('redis_commands_total', always(100)),
  ]),
  one('keys evicted, a second', [0, 3, 0], (level) => [counter('redis_evicted_keys_total', level)]),
  up('whether MongoDB answers', 'mongodb_up'),
  lag('mongodb_mongod_replset_member_replication_lag'),
  up('whether Memcached answers', 'memcached_up'),
  up('whether Postgres answers', 'pg_up'),
  one('time of a query', [0.01, 0.12, 0.099], statements(50)),
  lag('pg_replication_lag_seconds'),
  one('connections used', [0.3, 0.95, 0.9], (level) => [
    gauge('pg_stat_activity_count', (at) => 100 * level(at)),
    gauge('pg_settings_max_connections', always(100)),
  ]),
  one('checkpoints that were requested for one that was due', [0, 12, 2], (level) => [
    counter('pg_stat_bgwriter_checkpoints_req_total', (at) => (6 * level(at)) / 1800),
    counter('pg_stat_bgwriter_checkpoints_timed_total', always(6 / 1800)),
  ]),
  one('write-ahead logs that could not be archived', [0, 2, 0], (level) => [
    counter('pg_stat_archiver_failed_count', each(level, 900)),
  ]),
  one('transaction numbers used before a wraparound', [0.3, 0.55, 0.5], (level) => [
    gauge('pg_database_wraparound_age_datfrozenxid', (at) => 2_147_483_648 * level(at)),
  ]),
  one(
    'dead rows for each live one',
    [0.1, 0.6, 0.5],
    table('pg_stat_user_tables_n_dead_tup', (level) => level * 10_000),
  ),
  one(
    'dead rows beyond what starts a vacuum',
    [0.5, 2.1, 2],
    table('pg_stat_user_tables_n_dead_tup', (level) => level * 2_050),
  ),
  one(
    'changed rows beyond what starts an analysis',
    [0.5, 2.1, 2],
    table('pg_stat_user_tables_n_mod_since_analyze', (level) => level * 1_050),
  ),
  one('time since the last backup', [3_600, 90_000, 86_400], (level) => [
    gauge('pgbackrest_backup_since_last_completion_seconds', level),
  ]),
  up('whether MySQL answers', 'mysql_up'),
  one('whether replication runs', [1, 0, 1], (level) => [
    gauge('mysql_slave_status_slave_sql_running', level),
    gauge('mysql_slave_status_slave_io_running', always(1)),
  ]),
  lag('mysql_slave_status_seconds_behind_master'),
  one('connections used', [0.3, 0.95, 0.9], (level) => [
    gauge('mysql_global_status_threads_connected', (at) => 100 * level(at)),
    gauge('mysql_global_variables_max_connections', always(100)),
  ]),
  one('partitions without all their copies', [0, 2, 0], (level) => [
    gauge('kafka_topic_partition_under_replicated_partition', level),
  ]),
  one('queues that nobody takes from', [0, 1, 0], (level) => [
    gauge('rabbitmq_queue_consumers', (at) => 1 - level(at), { queue: 'mails' }),
    gauge('rabbitmq_queue_messages_ready', always(7), { queue: 'mails' }),
  ]),
];

const runtimes: InspectedCase[] = [
  one('share of JVM processes that answer', [1, 0, 1], (level) => [
    gauge('up', level),
    gauge('jvm_memory_used_bytes', always(1e8), { area: 'heap' }),
  ]),
  share('share of time at safepoints', 'container_jvm_safepoint_time_seconds', 0.05),
  share('share of time in garbage collection', 'jvm_gc_pause_seconds_sum', 0.05),
  one('share of .NET processes that answer', [1, 0, 1], (level) => [
    gauge('up', level),
    counter('dotnet_collection_count_total', always(1)),
  ]),
  share('share of time waiting for the interpreter lock', 'container_python_thread_lock_wait_time_seconds', 0.05),
  share('share of time the event loop is blocked', 'container_nodejs_event_loop_blocked_time_seconds_total', 0.7),
  one('share of time the event loop is busy', [0.2, 0.8, 0.7], (level) => [
    gauge('nodejs_eventloop_utilization_ratio', level),
  ]),
  one('lag of the event loop (99th percentile)', [0.01, 0.9, 0.7], (level) => [
    gauge('nodejs_eventloop_lag_p99_seconds', level),
  ]),
  one('requests that wait for a database connection', [0, 4, 0], (level) => [
    gauge('hikaricp_connections_pending', level),
  ]),
  one('connections that could not be had in time, a second', [0, 0.5, 0], (level) => [
    counter('hikaricp_connections_timeout_total', level),
  ]),
];

const within = { destination_ip: '10.1.2.3' };
const network: InspectedCase[] = [
  one('round trip within the cluster', [0.001, 0.011, 0.01], (level) => [
    gauge('container_net_latency_seconds', level, within),
  ]),
  one('round trip to outside', [0.05, 0.21, 0.2], (level) => [
    gauge('container_net_latency_seconds', level, { destination_ip: '93.184.216.34' }),
  ]),
  one('round trip between clusters', [0.05, 0.11, 0.1], (level) => [
    gauge('container_net_latency_seconds', level, { ...within, destination_cluster: 'us' }),
  ]),
  one('round trip of a probe', [0.05, 0.11, 0.1], (level) => [
    gauge('probe_icmp_duration_seconds', level, { phase: 'rtt' }),
  ]),
  up('share of probes that succeed', 'probe_success'),
  one('connections that could not be made, a second', [0, 0.1, 0], (level) => [
    counter('container_net_tcp_failed_connects_total', level),
  ]),
  one('days until the certificate ends', [30, 0.5, 1.001], (level) => [
    gauge('probe_ssl_earliest_cert_expiry', (at) => at / 1_000 + level(at) * 86_400),
  ]),
  one('time to resolve a name (95th percentile)', [0.01, 0.2, 0.1], (level) =>
    bucketed('coredns_dns_request_duration_seconds', level),
  ),
  ...(
    [
      ['name look-ups that the server failed, a second', 'SERVFAIL'],
      ['names that do not exist, a second', 'NXDOMAIN'],
    ] as const
  ).map(([title, rcode]) =>
    one(title, [0, 2, 0], (level) => [
      counter('coredns_dns_responses_total', level, { rcode }),
      counter('coredns_dns_responses_total', always(20), { rcode: 'NOERROR' }),
    ]),
  ),
];

const requests: InspectedCase[] = [
  one('share of requests that fail', [0, 0.02, 0.0099], (level) => [
    counter('http_requests_total', (at) => 10 * level(at), { code: '500' }),
    counter('http_requests_total', (at) => 10 * (1 - level(at)), { code: '200' }),
  ]),
  one('time of the slowest hundredth of requests', [0.1, 1, 0.5], (level) => [
    counter('http_requests_total', always(10), { code: '200' }),
    ...bucketed('http_request_duration_seconds', level),
  ]),
];

export const inspectedCases: readonly InspectedCase[] = [...platform, ...stores, ...runtimes, ...network, ...requests];
