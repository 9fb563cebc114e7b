/** How the failed requests of a family are told apart: by a label's values, or by a counter of their own. */
export interface FailedRequests {
  /** Only where the counter of requests has this label. */
  readonly label?: string;
  /** Regular expression of the values that mean failure. */
  readonly is?: string;
  /** Regular expression of the values that do not; the label's absence is one of them when it matches nothing. */
  readonly isNot?: string;
  /** Default: the counter of all requests. */
  readonly metric?: string;
}

export type TimeUnit = 's' | 'ms' | 'us' | 'ns';

/** How many seconds one of a unit is. */
export const secondsIn: Readonly<Record<TimeUnit, number>> = { s: 1, ms: 1e-3, us: 1e-6, ns: 1e-9 };

/** A set of metric names that together describe how a service handles requests. */
export interface RequestFamily {
  readonly title: string;
  /** Counter of requests. Its presence is how the family is recognised. */
  readonly requests: string;
  /** Matchers that make the requests the service's own (what it serves, not what it calls). */
  readonly own: readonly string[];
  /** Alternatives for how failed requests are told; the first that there is is used. */
  readonly failed: readonly FailedRequests[];
  /** Histogram or summary without `_bucket`, `_sum`, `_count`. */
  readonly latency: readonly { readonly histogram: string; readonly unit: TimeUnit }[];
  /** Labels that hold the service in this family, best first. */
  readonly labels: readonly string[];
}

/** Labels under which applications stand. */
export const applicationLabels: readonly string[] = [
  'service_name',
  'service',
  'app',
  'application',
  'app_kubernetes_io_name',
  'app_name',
  'k8s_deployment_name',
  'kubernetes_name',
  'app_kubernetes_io_instance',
  'job',
  'container',
  'deployment',
  'workload',
  'exported_service',
  'exported_job',
  'name',
];
