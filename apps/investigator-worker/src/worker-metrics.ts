import type { Metrics } from '@incidentfox/service-runtime';

/** What the worker counts. Labels come from fixed lists only. */
export interface WorkerMetrics {
  notStarted(decision: string): void;
  /** `outcome` is a verdict, `failed` or `stopped`; seconds run from the webhook to the finished report. */
  ended(outcome: string, seconds: number): void;
}

export function createWorkerMetrics(metrics: Metrics): WorkerMetrics {
  const notStarted = metrics.counter(
    'investigations_not_started_total',
    'Incidents that policy kept out, by decision',
    ['decision'],
  );
  const ended = metrics.counter('investigations_total', 'Investigations that ended, by outcome', ['outcome']);
  const seconds = metrics.histogram('investigation_seconds', 'From the webhook to the finished report', ['outcome']);
  return {
    notStarted: (decision) => notStarted.inc({ decision }),
    ended: (outcome, took) => {
      ended.inc({ outcome });
      seconds.observe({ outcome }, took);
    },
  };
}
