import { type Inspection, over } from './inspection.ts';

const answers = (exporter: string, up: string): Inspection => ({
  title: `whether ${exporter} answers`,
  needs: [up],
  value: (of) => `min(${of(up)})`,
  unit: 'ratio',
  limit: 1,
  isLow: true,
});
const lag = (metric: string): Inspection => ({
  title: 'replication lag',
  needs: [metric],
  value: (of) => `max(${of(metric)})`,
  unit: 's',
  limit: 30,
});
const perCall = (limit: number, time: string, calls: string, scale = 1): Inspection => ({
  title: 'time of a query',
  needs: [time, calls],
  value: (of, window) => `${scale === 1 ? '' : `${scale} * `}${over(of(time), of(calls), window)}`,
  unit: 's',
  limit,
});
const connections = (used: string, limit: string): Inspection => ({
  title: 'connections used',
  needs: [used, limit],
  value: (of) => `max(sum by (instance) (${of(used)}) / max by (instance) (${of(limit)}))`,
  unit: 'ratio',
  limit: 0.9,
});
/** How many tables' worth: of those with enough rows that it matters. */
const tables = (title: string, part: string, allowed: (live: string) => string, limit: number): Inspection => ({
  title,
  needs: [part, 'pg_stat_user_tables_n_live_tup'],
  value: (of) => {
    const by = 'max by (datname, schemaname, relname)';
    const live = `(${by} (${of('pg_stat_user_tables_n_live_tup')}) > 1000)`;
    return `max(${by} (${of(part)}) / ${allowed(live)})`;
  },
  unit: '1',
  limit,
});

/** Databases, caches and brokers, as their exporters tell. */
export const storeInspections: readonly Inspection[] = [
  answers('Redis', 'redis_up'),
  perCall(0.005, 'redis_commands_duration_seconds_total', 'redis_commands_total'),
  perCall(0.005, 'redis_commands_duration_seconds_total', 'redis_commands_processed_total'),
  {
    title: 'keys evicted, a second',
    needs: ['redis_evicted_keys_total'],
    value: (of, window) => `sum(rate(${of('redis_evicted_keys_total')}[${window}]))`,
    unit: '1/s',
    limit: 0,
  },
  answers('MongoDB', 'mongodb_up'),
  lag('mongodb_mongod_replset_member_replication_lag'),
  lag('mongodb_rs_members_replicationLag'),
  answers('Memcached', 'memcached_up'),
  answers('Postgres', 'pg_up'),
  perCall(0.1, 'pg_stat_statements_seconds_total', 'pg_stat_statements_calls_total'),
  perCall(0.1, 'pg_stat_statements_total_time_seconds', 'pg_stat_statements_calls'),
  lag('pg_replication_lag_seconds'),
  lag('pg_replication_lag'),
  connections('pg_stat_activity_count', 'pg_settings_max_connections'),
  {
    title: 'checkpoints that were requested for one that was due',
    needs: ['pg_stat_bgwriter_checkpoints_req_total', 'pg_stat_bgwriter_checkpoints_timed_total'],
    value: (of) =>
      `sum(increase(${of('pg_stat_bgwriter_checkpoints_req_total')}[30m])) / clamp_min(sum(increase(${of('pg_stat_bgwriter_checkpoints_timed_total')}[30m])), 1)`,
    unit: '1',
    limit: 3,
  },
  {
    title: 'write-ahead logs that could not be archived',
    needs: ['pg_stat_archiver_failed_count'],
    value: (of) => `sum(increase(${of('pg_stat_archiver_failed_count')}[15m]))`,
    unit: 'count',
    limit: 0,
  },
  {
    title: 'transaction numbers used before a wraparound',
    needs: ['pg_database_wraparound_age_datfrozenxid'],
    value: (of) => `max(${of('pg_database_wraparound_age_datfrozenxid')}) / 2147483648`,
    unit: 'ratio',
    limit: 0.5,
  },
  tables('dead rows for each live one', 'pg_stat_user_tables_n_dead_tup', (live) => live, 0.5),
  tables(
    'dead rows beyond what starts a vacuum',
    'pg_stat_user_tables_n_dead_tup',
    (live) => `(50 + 0.2 * ${live})`,
    2,
  ),
  tables(
    'changed rows beyond what starts an analysis',
    'pg_stat_user_tables_n_mod_since_analyze',
    (live) => `(50 + 0.1 * ${live})`,
    2,
  ),
  {
    title: 'time since the last backup',
    needs: ['pgbackrest_backup_since_last_completion_seconds'],
    value: (of) => `min(${of('pgbackrest_backup_since_last_completion_seconds')})`,
    unit: 's',
    limit: 24 * 3600,
  },
  answers('MySQL', 'mysql_up'),
  {
    title: 'whether replication runs',
    needs: ['mysql_slave_status_slave_sql_running', 'mysql_slave_status_slave_io_running'],
    value: (of) =>
      `min(${of('mysql_slave_status_slave_sql_running')}) * min(${of('mysql_slave_status_slave_io_running')})`,
    unit: 'ratio',
    limit: 1,
    isLow: true,
  },
  lag('mysql_slave_status_seconds_behind_master'),
  connections('mysql_global_status_threads_connected', 'mysql_global_variables_max_connections'),
  {
    title: 'partitions without all their copies',
    needs: ['kafka_topic_partition_under_replicated_partition'],
    value: (of) => `sum(${of('kafka_topic_partition_under_replicated_partition')})`,
    unit: 'count',
    limit: 0,
  },
  {
    title: 'queues that nobody takes from',
    needs: ['rabbitmq_queue_consumers', 'rabbitmq_queue_messages_ready'],
    value: (of) =>
      `count((${of('rabbitmq_queue_consumers')} == 0) and on (queue) (${of('rabbitmq_queue_messages_ready')} > 0)) or vector(0)`,
    unit: 'count',
    limit: 0,
  },
];
