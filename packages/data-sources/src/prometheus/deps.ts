import type { Window } from '@incidentfox/incident';
import type { Answerer } from '../answering/index.ts';
import type { PrometheusClient } from './client.ts';
import type { ConfiguredMetric } from './written/configured-metric.ts';

/** One configured Prometheus with what its questions need. */
export interface PrometheusDeps extends Answerer {
  readonly client: PrometheusClient;
  /** Labels that hold the service; null for the usual ones. */
  readonly serviceLabels: readonly string[] | null;
  readonly rateWindowSeconds: number;
  /** Every query must match these. */
  readonly matchers: readonly string[];
  /** What the team says its signals are. */
  readonly metrics: readonly ConfiguredMetric[];
  linkTo(expression: string, span: Window): string | undefined;
}
