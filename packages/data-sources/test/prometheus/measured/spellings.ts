import type { SampledSeries } from '../../real-servers/sampled-series.ts';
import { onset } from '../backfilled-incident.ts';

const inTrouble = (at: number) => at >= onset;
const good = (at: number) => (inTrouble(at) ? 8 : 9.95);
const bad = (at: number) => (inTrouble(at) ? 2 : 0.05);
type Labels = Readonly<Record<string, string>>;

/** How one library names the requests of a service: 10 a second, of which 2 fail from the onset on, and what takes 0.1 s takes 2.5 s then. */
interface Spelling {
  readonly requests: string;
  /** Labels that hold the service, and what else every series has. */
  readonly labels: Labels;
  readonly good: Labels;
  readonly bad: Labels;
  readonly latency: string;
  /** Latency's unit in seconds. */
  readonly unit?: number;
  /** The histogram's count is what counts the requests. */
  readonly isCount?: true;
  readonly isSummary?: true;
}

const http = (label: string): Pick<Spelling, 'good' | 'bad'> => ({ good: { [label]: '200' }, bad: { [label]: '503' } });
const counted = (latency: string): Pick<Spelling, 'requests' | 'latency' | 'isCount'> => ({
  requests: `${latency}_count`,
  latency,
  isCount: true,
});
const ms = 0.001;

/** The usual ways to name request metrics, by the library that does so. The key is the service. */
export const spellings: Readonly<Record<string, Spelling>> = {
  'express-bundle': {
    ...counted('http_request_duration_seconds'),
    labels: { service: 'express-bundle', job: 'node' },
    ...http('status_code'),
  },
  'prom-client-plain': {
    requests: 'http_requests',
    labels: { app: 'prom-client-plain', job: 'node' },
    ...http('code'),
    latency: 'http_request_duration_ms',
    unit: ms,
  },
  'prom-client-total': {
    requests: 'http_requests_total',
    labels: { service: 'prom-client-total' },
    ...http('status'),
    latency: 'http_request_duration_ms',
    unit: ms,
  },
  fastapi: {
    requests: 'http_requests_total',
    labels: { job: 'fastapi', handler: '/pay' },
    good: { status: '2xx' },
    bad: { status: '5xx' },
    latency: 'http_request_duration_seconds',
  },
  'otel-http-old': {
    ...counted('http_server_duration_milliseconds'),
    labels: { service_name: 'otel-http-old', job: 'shop/otel-http-old' },
    ...http('http_status_code'),
    unit: ms,
  },
  'otel-grpc': {
    ...counted('rpc_server_duration_milliseconds'),
    labels: { service_name: 'otel-grpc', rpc_method: 'Pay' },
    good: { rpc_grpc_status_code: '0' },
    bad: { rpc_grpc_status_code: '14' },
    unit: ms,
  },
  'span-plain': {
    requests: 'calls_total',
    labels: { service_name: 'span-plain', span_kind: 'SPAN_KIND_SERVER' },
    good: { status_code: 'STATUS_CODE_UNSET' },
    bad: { status_code: 'STATUS_CODE_ERROR' },
    latency: 'duration_milliseconds',
    unit: ms,
  },
  'span-today': {
    requests: 'traces_span_metrics_calls_total',
    labels: { service_name: 'span-today', span_kind: 'SPAN_KIND_SERVER' },
    good: { status_code: 'STATUS_CODE_UNSET' },
    bad: { status_code: 'STATUS_CODE_ERROR' },
    latency: 'traces_span_metrics_duration_milliseconds',
    unit: ms,
  },
  'dotnet-net': {
    requests: 'http_requests_received_total',
    labels: { job: 'dotnet-net', controller: 'Pay' },
    ...http('code'),
    latency: 'http_request_duration_seconds',
  },
  'django-by-status': {
    requests: 'django_http_responses_total_by_status_total',
    labels: { job: 'django-by-status' },
    ...http('status'),
    latency: 'django_http_requests_latency_seconds_by_view_method',
  },
  'flask-exporter': {
    requests: 'flask_http_request_total',
    labels: { job: 'flask-exporter' },
    ...http('status'),
    latency: 'flask_http_request_duration_seconds',
  },
  'ruby-rack': {
    requests: 'http_server_requests_total',
    labels: { job: 'ruby-rack', path: '/pay' },
    ...http('code'),
    latency: 'http_server_request_duration_seconds',
  },
  linkerd: {
    requests: 'response_total',
    labels: { deployment: 'linkerd', direction: 'inbound' },
    good: { classification: 'success' },
    bad: { classification: 'failure' },
    latency: 'response_latency_ms',
    unit: ms,
  },
  envoy: {
    requests: 'envoy_cluster_upstream_rq_xx',
    labels: { envoy_cluster_name: 'envoy' },
    good: { envoy_response_code_class: '2' },
    bad: { envoy_response_code_class: '5' },
    latency: 'envoy_cluster_upstream_rq_time',
    unit: ms,
  },
  traefik: {
    requests: 'traefik_service_requests_total',
    labels: { service: 'shop-traefik-80@kubernetes', exported_job: 'ingress' },
    ...http('code'),
    latency: 'traefik_service_request_duration_seconds',
  },
  kong: {
    requests: 'kong_http_requests_total',
    labels: { service: 'kong' },
    ...http('code'),
    latency: 'kong_request_latency_ms',
    unit: ms,
  },
  'house-prefix': {
    requests: 'acme_shop_http_requests_total',
    labels: { exported_service: 'house-prefix' },
    ...http('code'),
    latency: 'acme_shop_http_request_duration_seconds',
  },
  'own-words': {
    requests: 'shop_orders_handled_requests_total',
    labels: { name: 'own-words' },
    good: { result: 'ok' },
    bad: { result: 'error' },
    latency: 'shop_orders_handling_time_seconds',
  },
  'summary-only': {
    ...counted('payments_request_latency_seconds'),
    labels: { exported_job: 'summary-only' },
    ...http('status'),
    isSummary: true,
  },
  'by-deployment': {
    requests: 'http_requests_total',
    labels: { k8s_deployment_name: 'by-deployment' },
    ...http('http_status'),
    latency: 'http_request_duration_seconds',
  },
  'by-pod': {
    requests: 'http_requests_total',
    labels: { exported_pod: 'by-pod-7c9d8f5b6-x2k4p' },
    ...http('response_code'),
    latency: 'http_request_duration_seconds',
  },
  starlette: {
    requests: 'starlette_requests_total',
    labels: { app_name: 'starlette' },
    ...http('status_code'),
    latency: 'starlette_requests_processing_time_seconds',
  },
  'rails-yabeda': {
    requests: 'rails_requests_total',
    labels: { job: 'rails-yabeda' },
    ...http('status'),
    latency: 'rails_request_duration_seconds',
  },
  hubble: {
    requests: 'hubble_http_requests_total',
    labels: { destination_workload: 'hubble', reporter: 'server' },
    ...http('status'),
    latency: 'hubble_http_request_duration_seconds',
  },
  'otel-grpc-stable': {
    ...counted('rpc_server_call_duration_seconds'),
    labels: { service_name: 'otel-grpc-stable' },
    good: { rpc_response_status_code: 'OK' },
    bad: { rpc_response_status_code: 'UNAVAILABLE' },
  },
};

/** Every spelling as series. What waits longer than 2.5 s does so evenly up to 5 s. */
export const spelled: readonly SampledSeries[] = Object.values(spellings).flatMap((one) => [
  ...(one.isCount ? [] : outcomes(one, one.requests)),
  ...(one.isSummary ? summary(one) : buckets(one)),
]);

function outcomes({ labels, good: well, bad: failed }: Spelling, name: string): SampledSeries[] {
  return [
    { name, labels: { ...labels, ...well }, perSecond: good },
    { name, labels: { ...labels, ...failed }, perSecond: bad },
  ];
}

/** With the outcome among its labels where it counts the requests. */
function buckets(one: Spelling): SampledSeries[] {
  const parts: [Labels, (at: number) => number][] = one.isCount
    ? [
        [one.good, good],
        [one.bad, bad],
      ]
    : [[{}, (at) => good(at) + bad(at)]];
  return parts.flatMap(([more, rate]) => {
    const labels = { ...one.labels, ...more };
    const scale = 1 / (one.unit ?? 1);
    const share = (le: number, at: number) => Math.min(1, le / (inTrouble(at) ? 5 : 0.2));
    return [
      ...[0.05, 0.1, 0.2, 1, 2.5, 5].map((le) => ({
        name: `${one.latency}_bucket`,
        labels: { ...labels, le: String(le * scale) },
        perSecond: (at: number) => rate(at) * share(le, at),
      })),
      { name: `${one.latency}_bucket`, labels: { ...labels, le: '+Inf' }, perSecond: rate },
      { name: `${one.latency}_count`, labels, perSecond: rate },
      { name: `${one.latency}_sum`, labels, perSecond: (at: number) => rate(at) * (inTrouble(at) ? 2.5 : 0.1) * scale },
    ];
  });
}

function summary(one: Spelling): SampledSeries[] {
  const quantiles = [0.5, 0.95, 0.99];
  return [
    ...outcomes(one, `${one.latency}_count`),
    ...[one.good, one.bad].flatMap((more): SampledSeries[] => [
      {
        name: `${one.latency}_sum`,
        labels: { ...one.labels, ...more },
        perSecond: (at) => (inTrouble(at) ? 12.5 : 0.5),
      },
      ...quantiles.map((quantile) => ({
        name: one.latency,
        labels: { ...one.labels, ...more, quantile: String(quantile) },
        gauge: (at: number) => (inTrouble(at) ? 5 : 0.2) * quantile,
      })),
    ]),
  ];
}
