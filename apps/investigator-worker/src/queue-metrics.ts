import { type JobProducer, queues } from '@incidentfox/jobs';
import type { Metrics } from '@incidentfox/service-runtime';

/** How much waits in both queues, and when the next of it was added, looked up at every scrape. While Redis is away there is no number. */
export function measureQueues(
  metrics: Metrics,
  producer: Pick<JobProducer, 'counts' | 'waitingSince'>,
  now: () => number,
): void {
  const jobs = metrics.gauge('queue_jobs', 'Jobs in Redis, by queue and state', ['queue', 'state']);
  const oldest = metrics.gauge(
    'queue_oldest_waiting_seconds',
    'How long ago the job at the head of the queue was added',
    ['queue'],
  );
  metrics.beforeScrape(async () => {
    jobs.reset();
    oldest.reset();
    await Promise.all(
      Object.values(queues).map(async (queue) => {
        const counts = await producer.counts(queue);
        for (const state of ['waiting', 'active', 'delayed', 'failed'] as const)
          jobs.set({ queue, state }, counts[state]);
        const since = await producer.waitingSince(queue);
        oldest.set({ queue }, since === null ? 0 : Math.max(0, now() - since) / 1000);
      }),
    );
  });
}
