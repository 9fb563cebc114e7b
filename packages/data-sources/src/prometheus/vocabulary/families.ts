import { isOneOf, matches } from '../queries.ts';
import { backlogs } from './backlogs.ts';
import { clientFamilies } from './call-graphs.ts';
import { capacities, storeUps } from './capacities.ts';
import { storeMetrics } from './stores.ts';

/** How the failed requests of a family are told apart. */
export interface FailedRequests {
  readonly label: string;
  readonly matcher: string | null;
  /** Default: the counter of all requests. */
  readonly metric?: string;
}

/** A set of metric names that together describe how a service handles requests. */
export interface RequestFamily {
  readonly title: string;
  /** Counter of requests. Its presence is how the family is recognised. */
  readonly requests: string;
  /** Matchers that make the requests the service's own (what it serves, not what it calls). */
  readonly own: readonly string[];
  /**
   * Alternatives for the matcher of failed requests; the first whose label exists on the counter is used. Without a matcher they have a
   * counter of their own.
   */
  readonly failed: readonly FailedRequests[];
  /** Histogram without `_bucket`, `_sum`, `_count`. */
  readonly latency: readonly { readonly histogram: string; readonly unit: 's' | 'ms' }[];
  /** Labels that hold the service in this family, best first. */
  readonly labels: readonly string[];
}

/** How a worker calls itself at an exporter for all of them: `celery@billing-1`, or with a pod's name after the sign. */
export const workerLabel = 'hostname';

const usual = [
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
];
const serverError = (label: string) => ({ label, matcher: matches(label, '5..') });

/** In order of preference: a service that has several is described by the first. */
export const requestFamilies: readonly RequestFamily[] = [
  {
    title: 'OpenTelemetry HTTP server',
    requests: 'http_server_request_duration_seconds_count',
    own: [],
    failed: [serverError('http_response_status_code'), serverError('http_status_code')],
    latency: [{ histogram: 'http_server_request_duration_seconds', unit: 's' }],
    labels: usual,
  },
  {
    title: 'Micrometer',
    requests: 'http_server_requests_seconds_count',
    own: [],
    failed: [serverError('status'), { label: 'outcome', matcher: isOneOf('outcome', ['SERVER_ERROR']) }],
    latency: [{ histogram: 'http_server_requests_seconds', unit: 's' }],
    labels: usual,
  },
  {
    title: 'http_requests_total',
    requests: 'http_requests_total',
    own: [],
    failed: [serverError('code'), serverError('status'), serverError('status_code'), serverError('http_status')],
    latency: [
      { histogram: 'http_request_duration_seconds', unit: 's' },
      { histogram: 'http_request_duration_ms', unit: 'ms' },
    ],
    labels: usual,
  },
  {
    title: 'django-prometheus',
    requests: 'django_http_responses_total_by_status_view_method_total',
    own: [],
    failed: [serverError('status')],
    latency: [{ histogram: 'django_http_requests_latency_seconds_by_view_method', unit: 's' }],
    labels: usual,
  },
  {
    title: 'Flask exporter',
    requests: 'flask_http_request_total',
    own: [],
    failed: [serverError('status')],
    latency: [{ histogram: 'flask_http_request_duration_seconds', unit: 's' }],
    labels: usual,
  },
  {
    title: 'http_request_duration_seconds alone',
    requests: 'http_request_duration_seconds_count',
    own: [],
    failed: [serverError('status_code'), serverError('code'), serverError('status')],
    latency: [{ histogram: 'http_request_duration_seconds', unit: 's' }],
    labels: usual,
  },
  ...['traces_spanmetrics', 'traces_span_metrics'].map(
    (prefix): RequestFamily => ({
      title: 'Span metrics',
      requests: `${prefix}_calls_total`,
      own: [matches('span_kind', 'SPAN_KIND_(SERVER|CONSUMER)|server|consumer')],
      failed: [{ label: 'status_code', matcher: matches('status_code', 'STATUS_CODE_ERROR|ERROR|error') }],
      latency: [
        { histogram: `${prefix}_latency`, unit: 's' },
        { histogram: `${prefix}_duration_seconds`, unit: 's' },
        { histogram: `${prefix}_duration_milliseconds`, unit: 'ms' },
      ],
      labels: ['service_name', 'service', 'job'],
    }),
  ),
  {
    title: 'gRPC server',
    requests: 'grpc_server_handled_total',
    own: [],
    failed: [
      {
        label: 'grpc_code',
        matcher: matches('grpc_code', 'Unknown|DeadlineExceeded|Internal|Unavailable|DataLoss|ResourceExhausted'),
      },
    ],
    latency: [{ histogram: 'grpc_server_handling_seconds', unit: 's' }],
    labels: usual,
  },
  {
    title: 'Istio',
    requests: 'istio_requests_total',
    own: [isOneOf('reporter', ['destination'])],
    failed: [serverError('response_code')],
    latency: [{ histogram: 'istio_request_duration_milliseconds', unit: 'ms' }],
    labels: ['destination_service_name', 'destination_workload', 'destination_canonical_service', 'destination_app'],
  },
  {
    title: 'NGINX ingress',
    requests: 'nginx_ingress_controller_requests',
    own: [],
    failed: [serverError('status')],
    latency: [{ histogram: 'nginx_ingress_controller_request_duration_seconds', unit: 's' }],
    labels: ['exported_service', 'service', 'ingress'],
  },
  {
    title: 'CoreDNS',
    requests: 'coredns_dns_responses_total',
    own: [],
    failed: [{ label: 'rcode', matcher: isOneOf('rcode', ['SERVFAIL', 'REFUSED', 'FORMERR', 'NOTIMP']) }],
    latency: [{ histogram: 'coredns_dns_request_duration_seconds', unit: 's' }],
    labels: ['k8s_app', ...usual],
  },
  {
    title: 'Celery',
    requests: 'celery_task_received_total',
    own: [],
    failed: [{ label: 'hostname', matcher: null, metric: 'celery_task_failed_total' }],
    latency: [{ histogram: 'celery_task_runtime', unit: 's' }],
    labels: [workerLabel],
  },
];

/** What a service's processes use. */
export const workloadMetrics = {
  cpu: ['container_cpu_usage_seconds_total', 'process_cpu_seconds_total'],
  memory: ['container_memory_working_set_bytes', 'process_resident_memory_bytes', 'container_memory_usage_total_bytes'],
  restarts: ['kube_pod_container_status_restarts_total'],
  limits: ['kube_pod_container_resource_limits'],
  throttled: ['container_cpu_cfs_throttled_periods_total'],
} as const;

/** All metric names to look for, as one regular expression. */
export const knownMetrics: string = [
  ...requestFamilies.flatMap((family) => [
    family.requests,
    ...family.latency.flatMap(({ histogram }) => [`${histogram}_bucket`, `${histogram}_sum`]),
  ]),
  ...Object.values(workloadMetrics).flat(),
  ...capacities.flatMap(({ used, limit }) => [used, limit]),
  ...storeUps,
  ...storeMetrics,
  ...backlogs.flatMap(({ waiting, handled }) => [waiting, handled ?? []].flat()),
  ...clientFamilies.flatMap(({ requests, latency }) => [
    requests,
    ...latency.flatMap(({ histogram }) => [`${histogram}_bucket`, `${histogram}_sum`]),
  ]),
].join('|');
