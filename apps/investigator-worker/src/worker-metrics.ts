import type { Investigation } from '@incidentfox/incident';
import type { Metrics } from '@incidentfox/service-runtime';

/** What the worker counts. Labels come from fixed lists only. */
export interface WorkerMetrics {
  notStarted(decision: string): void;
  /** `outcome` is a verdict, `failed` or `stopped`; seconds run from the webhook to the finished report. */
  ended(outcome: string, seconds: number): void;
  /** The confidence of a finished report, and how each question of its run fared. */
  reported(record: Pick<Investigation, 'report' | 'questions'>): void;
}

const confidenceBuckets = [0.5, 0.6, 0.7, 0.8, 0.9, 1];

export function createWorkerMetrics(metrics: Metrics): WorkerMetrics {
  const notStarted = metrics.counter(
    'investigations_not_started_total',
    'Incidents that policy kept out, by decision',
    ['decision'],
  );
  const ended = metrics.counter('investigations_total', 'Investigations that ended, by outcome', ['outcome']);
  const seconds = metrics.histogram('investigation_seconds', 'From the webhook to the finished report', ['outcome']);
  const confidence = metrics.histogram(
    'report_confidence',
    'The confidence of finished reports, by verdict',
    ['verdict'],
    confidenceBuckets,
  );
  const questions = metrics.counter('questions_total', 'Questions to data sources, by how they were answered', [
    'kind',
    'capability',
    'state',
  ]);
  const answering = metrics.histogram('question_seconds', 'From a question to its answer, by kind of source', ['kind']);
  const requests = metrics.counter('source_requests_total', 'Requests sent to data sources', ['kind']);
  // from nothing to one is no increase for Prometheus: what alerts ask for begins at zero
  ended.inc({ outcome: 'failed' }, 0);
  return {
    notStarted: (decision) => notStarted.inc({ decision }),
    ended: (outcome, took) => {
      ended.inc({ outcome });
      seconds.observe({ outcome }, took);
    },
    reported: ({ report, questions: asked }) => {
      if (report) confidence.observe({ verdict: report.verdict }, report.confidence);
      for (const { kind, capability, state, tookMs, requests: sent } of asked) {
        questions.inc({ kind, capability, state });
        answering.observe({ kind }, tookMs / 1000);
        requests.inc({ kind }, sent);
      }
    },
  };
}
