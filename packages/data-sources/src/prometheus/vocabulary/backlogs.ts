/** Work that waits for a consumer, as exporters of brokers and the consumers' own clients count it. */
export interface Backlog {
  /** Gauge of what waits. */
  readonly waiting: string;
  /** Counter of what was handled, with the same labels: together they tell how long one waits (Little's law). */
  readonly handled?: string;
  /** The counter is a gauge that grows: the place a consumer has reached. */
  readonly isPlace?: true;
  /** Label that names the consumer; null where the consumer reports it about itself. */
  readonly consumer: string | null;
  /** The label names a queue, which may be called after its consumer, and as well after who fills it. */
  readonly isQueue?: true;
  /** Where the broker only knows queues: the counter that says which worker takes from which, and the label both share. */
  readonly takenBy?: { readonly metric: string; readonly queue: string };
}

/** Kafka, Celery and queues that are called after their consumer. */
export const backlogs: readonly Backlog[] = [
  {
    waiting: 'kafka_consumergroup_lag',
    handled: 'kafka_consumergroup_current_offset',
    isPlace: true,
    consumer: 'consumergroup',
  },
  { waiting: 'kminion_kafka_consumer_group_topic_lag', consumer: 'group_id' },
  { waiting: 'burrow_kafka_consumer_partition_lag', consumer: 'group' },
  {
    waiting: 'kafka_consumer_fetch_manager_records_lag',
    handled: 'kafka_consumer_fetch_manager_records_consumed_total',
    consumer: null,
  },
  { waiting: 'kafka_consumer_records_lag', handled: 'kafka_consumer_records_consumed_total', consumer: null },
  {
    waiting: 'celery_queue_length',
    consumer: 'hostname',
    takenBy: { metric: 'celery_task_received_total', queue: 'queue_name' },
  },
  {
    waiting: 'rabbitmq_queue_messages_ready',
    handled: 'rabbitmq_queue_messages_acked_total',
    consumer: 'queue',
    isQueue: true,
  },
  { waiting: 'rabbitmq_detailed_queue_messages_ready', consumer: 'queue', isQueue: true },
  { waiting: 'sidekiq_queue_backlog', consumer: 'queue', isQueue: true },
];

/** Labels under which a consumer stands on a broker's metrics, or a worker on those of one exporter for all. */
export const consumerLabels: readonly string[] = [...new Set(backlogs.flatMap(({ consumer }) => consumer ?? []))];
