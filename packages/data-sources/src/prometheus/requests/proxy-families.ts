import { isOneOf, matches } from '../queries.ts';
import { serverError, usualOutcomes } from './outcomes.ts';
import { applicationLabels, type RequestFamily } from './request-family.ts';

/** How a worker calls itself at an exporter for all of them: `celery@billing-1`, or with a pod's name after the sign. */
export const workerLabel = 'hostname';

/** What proxies, meshes, name servers and brokers measure of what a service gets. */
export const proxyFamilies: readonly RequestFamily[] = [
  {
    title: 'Istio',
    requests: 'istio_requests_total',
    own: [isOneOf('reporter', ['destination'])],
    failed: [serverError('response_code')],
    latency: [{ histogram: 'istio_request_duration_milliseconds', unit: 'ms' }],
    labels: ['destination_service_name', 'destination_workload', 'destination_canonical_service', 'destination_app'],
  },
  {
    title: 'Linkerd',
    requests: 'response_total',
    own: [isOneOf('direction', ['inbound'])],
    failed: [{ label: 'classification', is: 'failure' }],
    latency: [{ histogram: 'response_latency_ms', unit: 'ms' }],
    labels: ['deployment', 'statefulset', 'daemonset', 'workload', ...applicationLabels],
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
    title: 'Envoy',
    requests: 'envoy_cluster_upstream_rq_xx',
    own: [],
    failed: [{ label: 'envoy_response_code_class', is: '5' }],
    latency: [{ histogram: 'envoy_cluster_upstream_rq_time', unit: 'ms' }],
    labels: ['envoy_cluster_name', ...applicationLabels],
  },
  {
    title: 'Traefik',
    requests: 'traefik_service_requests_total',
    own: [],
    failed: [serverError('code')],
    latency: [{ histogram: 'traefik_service_request_duration_seconds', unit: 's' }],
    labels: ['exported_service', 'service'],
  },
  {
    title: 'Kong',
    requests: 'kong_http_requests_total',
    own: [],
    failed: [serverError('code')],
    latency: [
      { histogram: 'kong_request_latency_ms', unit: 'ms' },
      { histogram: 'kong_upstream_latency_ms', unit: 'ms' },
    ],
    labels: ['exported_service', 'service', 'route'],
  },
  {
    title: 'HAProxy',
    requests: 'haproxy_backend_http_responses_total',
    own: [],
    failed: [serverError('code')],
    latency: [],
    labels: ['proxy', 'backend'],
  },
  {
    title: 'Hubble',
    requests: 'hubble_http_requests_total',
    own: [matches('reporter', 'server|unknown|')],
    failed: [serverError('status')],
    latency: [{ histogram: 'hubble_http_request_duration_seconds', unit: 's' }],
    labels: ['destination_workload', 'destination_app', 'destination'],
  },
  {
    title: 'Caddy',
    requests: 'caddy_http_request_duration_seconds_count',
    own: [],
    failed: [serverError('code')],
    latency: [{ histogram: 'caddy_http_request_duration_seconds', unit: 's' }],
    labels: applicationLabels,
  },
  {
    title: 'NGINX virtual hosts',
    requests: 'nginx_vts_server_requests_total',
    own: [matches('code', '[1-5]xx')],
    failed: [serverError('code')],
    latency: [],
    labels: ['host', ...applicationLabels],
  },
  {
    title: 'CoreDNS',
    requests: 'coredns_dns_responses_total',
    own: [],
    failed: [{ label: 'rcode', is: 'SERVFAIL|REFUSED|FORMERR|NOTIMP' }],
    latency: [{ histogram: 'coredns_dns_request_duration_seconds', unit: 's' }],
    labels: ['k8s_app', ...applicationLabels],
  },
  {
    title: 'Celery',
    requests: 'celery_task_received_total',
    own: [],
    failed: [{ metric: 'celery_task_failed_total' }],
    latency: [{ histogram: 'celery_task_runtime', unit: 's' }],
    labels: [workerLabel],
  },
  {
    title: 'Sidekiq',
    requests: 'sidekiq_jobs_executed_total',
    own: [],
    failed: [{ metric: 'sidekiq_jobs_failed_total' }, ...usualOutcomes],
    latency: [{ histogram: 'sidekiq_job_runtime_seconds', unit: 's' }],
    labels: applicationLabels,
  },
];
