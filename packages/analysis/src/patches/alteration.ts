/** What a change can do to a running system, as far as telemetry would show it. `traffic` is more calls to a callee. */
export type TroubleKind =
  | 'latency'
  | 'errors'
  | 'saturation'
  | 'crash'
  | 'memory'
  | 'cpu'
  | 'traffic'
  | 'disk'
  | 'log_volume'
  | 'data';

/** By what mechanism a change works. */
export type AlterationKind =
  | 'timeout'
  | 'deadline'
  | 'retry'
  | 'pool'
  | 'limit'
  | 'ttl'
  | 'batch_size'
  | 'queue_size'
  | 'interval'
  | 'work_factor'
  | 'probe'
  | 'cpu_limit'
  | 'memory_limit'
  | 'heap'
  | 'replicas'
  | 'disk_size'
  | 'call_in_loop'
  | 'query_in_loop'
  | 'cache_removed'
  | 'index_removed'
  | 'column_removed'
  | 'table_removed'
  | 'topic'
  | 'migration'
  | 'query'
  | 'authentication'
  | 'certificate'
  | 'header'
  | 'validation'
  | 'network_policy'
  | 'guard_removed'
  | 'error_handling'
  | 'leak'
  | 'lock'
  | 'blocking_call'
  | 'concurrency'
  | 'unbounded_growth'
  | 'log_level'
  | 'dependency'
  | 'flag'
  | 'endpoint'
  | 'format'
  | 'unit'
  | 'regular_expression'
  | 'comparison'
  | 'call_removed'
  | 'call_added'
  | 'partition_key'
  | 'placement';

/** What one changed line does. Everything but `kind`, `causes`, `delay` and `strength` holds untrusted text, cleaned and redacted. */
export interface Alteration {
  kind: AlterationKind;
  path: string;
  /** The one changed line that counts, trimmed, at most 160 characters. */
  line: string;
  /** What is altered, in a few words: `pool size`, `index on orders.user_id`. */
  what: string;
  /** Value before and after, with its unit when told. Null where there was or is none. */
  from: string | null;
  to: string | null;
  /** Null where more and less have no meaning. */
  direction: 'up' | 'down' | null;
  /** What it can produce. What is not in here it cannot. */
  causes: ReadonlySet<TroubleKind>;
  /** `gradual`: it shows only after a pool, a heap, a cache or a disk has filled or emptied. */
  delay: 'at once' | 'gradual';
  /** How well the line alone would explain such a symptom, 0..1. */
  strength: number;
}
