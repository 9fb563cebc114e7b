import type { SampledSeries } from '../real-servers/sampled-series.ts';

const worker = { job: 'celery-exporter', hostname: 'celery@invoice-runs-1', queue_name: 'invoices' };
const group = { job: 'kafka-exporter', consumergroup: 'packing-group', topic: 'orders' };
const cache = { job: 'redis-basket-metrics' };

/** From `onset` on a Celery worker and a Kafka consumer do not keep up, and a cache misses more than half of its look-ups. */
export const queues = (onset: number): SampledSeries[] => {
  const late = (at: number) => Math.max(0, at - onset) / 1_000;
  return [
    {
      name: 'celery_task_received_total',
      labels: { ...worker, name: 'send' },
      perSecond: (at) => (at < onset ? 4 : 1),
    },
    { name: 'celery_task_failed_total', labels: { ...worker, name: 'send' }, perSecond: () => 0.01 },
    {
      name: 'celery_queue_length',
      labels: { job: 'celery-exporter', queue_name: 'invoices' },
      gauge: (at) => 3 * late(at),
    },
    { name: 'celery_queue_length', labels: { job: 'celery-exporter', queue_name: 'mails' }, gauge: () => 9_000 },
    { name: 'kafka_consumergroup_lag', labels: { ...group, partition: '0' }, gauge: (at) => 2 + 5 * late(at) },
    { name: 'kafka_consumergroup_current_offset', labels: { ...group, partition: '0' }, gauge: (at) => at / 100 },
    { name: 'redis_commands_processed_total', labels: cache, perSecond: () => 50 },
    { name: 'redis_commands_duration_seconds_total', labels: cache, perSecond: () => 0.05 },
    { name: 'redis_keyspace_hits_total', labels: cache, perSecond: (at) => (at < onset ? 45 : 15) },
    { name: 'redis_keyspace_misses_total', labels: cache, perSecond: (at) => (at < onset ? 5 : 35) },
  ];
};
