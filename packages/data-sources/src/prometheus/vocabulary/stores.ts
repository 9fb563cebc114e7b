/** What an exporter tells of how a store serves: names of counters, with matchers where one counter has several meanings. */
export interface StoreFamily {
  /** Work done. Its presence is how the family is recognised. */
  readonly requests: string;
  /** Seconds of work and the number of pieces, of which the mean is made. */
  readonly time?: { readonly total: string; readonly count: string; readonly scale: number };
  /** Look-ups of a cache that found something, and those that did not. */
  readonly lookups?: { readonly hits: CountedLookups; readonly misses: CountedLookups };
}

export interface CountedLookups {
  readonly metric: string;
  readonly matchers: readonly string[];
}

const counted = (metric: string, ...matchers: string[]): CountedLookups => ({ metric, matchers });

/** Common exporters of databases and caches. */
export const storeFamilies: readonly StoreFamily[] = [
  {
    requests: 'redis_commands_processed_total',
    time: { total: 'redis_commands_duration_seconds_total', count: 'redis_commands_processed_total', scale: 1 },
    lookups: { hits: counted('redis_keyspace_hits_total'), misses: counted('redis_keyspace_misses_total') },
  },
  {
    requests: 'memcached_commands_total',
    lookups: {
      hits: counted('memcached_commands_total', 'command="get"', 'status="hit"'),
      misses: counted('memcached_commands_total', 'command="get"', 'status="miss"'),
    },
  },
  {
    requests: 'pg_stat_database_xact_commit',
    time: { total: 'pg_stat_statements_seconds_total', count: 'pg_stat_statements_calls_total', scale: 1 },
  },
  {
    requests: 'mysql_global_status_queries',
    time: {
      total: 'mysql_perf_schema_events_statements_seconds_total',
      count: 'mysql_perf_schema_events_statements_total',
      scale: 1,
    },
  },
  {
    requests: 'mongodb_mongod_op_latencies_ops_total',
    time: {
      total: 'mongodb_mongod_op_latencies_latency_total',
      count: 'mongodb_mongod_op_latencies_ops_total',
      scale: 1e-6,
    },
  },
  {
    requests: 'elasticsearch_indices_search_query_total',
    time: {
      total: 'elasticsearch_indices_search_query_time_seconds',
      count: 'elasticsearch_indices_search_query_total',
      scale: 1,
    },
  },
];

/** Every name in them. */
export const storeMetrics: readonly string[] = storeFamilies.flatMap(({ requests, time, lookups }) => [
  requests,
  ...(time === undefined ? [] : [time.total, time.count]),
  ...(lookups === undefined ? [] : [lookups.hits.metric, lookups.misses.metric]),
]);
