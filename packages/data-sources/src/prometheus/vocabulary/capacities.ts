/** Something limited that a service uses, as a pair of gauges: how much of it is used, and how much there is. */
export interface Capacity {
  readonly used: string;
  /** Matcher on `used`, where the metric also counts what is free. */
  readonly usedMatcher?: string;
  readonly limit: string;
  readonly limitMatcher?: string;
  readonly signal: 'saturation' | 'disk';
}

/** Pools, connections, threads, handles and volumes of common exporters. */
export const capacities: readonly Capacity[] = [
  { used: 'hikaricp_connections_active', limit: 'hikaricp_connections_max', signal: 'saturation' },
  { used: 'jdbc_connections_active', limit: 'jdbc_connections_max', signal: 'saturation' },
  {
    used: 'db_client_connections_usage',
    usedMatcher: 'state="used"',
    limit: 'db_client_connections_max',
    signal: 'saturation',
  },
  { used: 'go_sql_in_use_connections', limit: 'go_sql_max_open_connections', signal: 'saturation' },
  { used: 'pg_stat_activity_count', limit: 'pg_settings_max_connections', signal: 'saturation' },
  {
    used: 'mysql_global_status_threads_connected',
    limit: 'mysql_global_variables_max_connections',
    signal: 'saturation',
  },
  { used: 'redis_connected_clients', limit: 'redis_config_maxclients', signal: 'saturation' },
  { used: 'redis_memory_used_bytes', limit: 'redis_memory_max_bytes', signal: 'saturation' },
  {
    used: 'rabbitmq_process_resident_memory_bytes',
    limit: 'rabbitmq_resident_memory_limit_bytes',
    signal: 'saturation',
  },
  { used: 'tomcat_threads_busy_threads', limit: 'tomcat_threads_config_max_threads', signal: 'saturation' },
  { used: 'executor_active_threads', limit: 'executor_pool_max_threads', signal: 'saturation' },
  {
    used: 'jvm_memory_used_bytes',
    usedMatcher: 'area="heap"',
    limit: 'jvm_memory_max_bytes',
    limitMatcher: 'area="heap"',
    signal: 'saturation',
  },
  { used: 'container_memory_usage_total_bytes', limit: 'container_memory_usage_limit_bytes', signal: 'saturation' },
  { used: 'process_open_fds', limit: 'process_max_fds', signal: 'saturation' },
  { used: 'kubelet_volume_stats_used_bytes', limit: 'kubelet_volume_stats_capacity_bytes', signal: 'disk' },
];

/** Gauges of exporters that say whether the store they watch answers: 1, or 0. */
export const storeUps: readonly string[] = [
  'redis_up',
  'pg_up',
  'mysql_up',
  'mongodb_up',
  'memcached_up',
  'elasticsearch_cluster_health_up',
  'rabbitmq_up',
];
