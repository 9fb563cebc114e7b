import type { Window } from '@incidentfox/incident';
import type { SampledSeries } from '../real-servers/sampled-series.ts';
import { queues } from './backfilled-queues.ts';

const minute = 60_000;
const week = 7 * 24 * 60 * minute;

/** 14:32 UTC: from here on a fifth of the requests fail and the slow ones take longer. */
export const onset = Date.UTC(2026, 10, 16, 14, 32);
export const window: Window = { from: Date.UTC(2026, 10, 16, 14, 0), to: Date.UTC(2026, 10, 16, 15, 0) };
const before = { from: window.from - 70 * minute, to: window.to };
/** What is backfilled: window with its baseline, and the same a week earlier. */
export const spans: Window[] = [{ from: before.from - week, to: before.to - week }, before];

const inTrouble = (at: number) => at >= onset;
const ok = (at: number) => (inTrouble(at) ? 8 : 10);
const failing = (at: number) => (inTrouble(at) ? 2 : 0.1);

/** Half of the requests take up to 0.1 s, and up to 5 s once in trouble. */
function histogram(name: string, labels: Record<string, string>, factor = 1): SampledSeries[] {
  const share = (le: number, at: number) => (inTrouble(at) ? Math.min(1, le / 5) : Math.min(1, le / 0.2));
  const all = (at: number) => ok(at) + failing(at);
  return [
    ...[0.05, 0.1, 0.2, 1, 2.5, 5].map((le) => ({
      name: `${name}_bucket`,
      labels: { ...labels, le: String(le * factor) },
      perSecond: (at: number) => all(at) * share(le, at),
    })),
    { name: `${name}_bucket`, labels: { ...labels, le: '+Inf' }, perSecond: all },
    { name: `${name}_count`, labels, perSecond: all },
    { name: `${name}_sum`, labels, perSecond: (at: number) => all(at) * (inTrouble(at) ? 2.5 : 0.1) * factor },
  ];
}

const counter = (
  name: string,
  labels: Record<string, string>,
  good: Record<string, string>,
  bad: Record<string, string>,
): SampledSeries[] => [
  { name, labels: { ...labels, ...good }, perSecond: ok },
  { name, labels: { ...labels, ...bad }, perSecond: failing },
];

/** One service for each metric family, named as that family names services. */
export const families: Readonly<Record<string, SampledSeries[]>> = {
  'otel-shop': [
    ...histogram('http_server_request_duration_seconds', {
      service_name: 'otel-shop',
      http_response_status_code: '200',
    }),
    ...counter(
      'http_server_request_duration_seconds_count',
      { service_name: 'otel-shop', route: '/pay' },
      { http_response_status_code: '201' },
      { http_response_status_code: '503' },
    ),
  ],
  'micrometer-shop': [
    ...histogram('http_server_requests_seconds', { application: 'micrometer-shop', outcome: 'SUCCESS', status: '200' }),
    ...counter(
      'http_server_requests_seconds_count',
      { application: 'micrometer-shop', uri: '/pay' },
      { outcome: 'SUCCESS', status: '201' },
      { outcome: 'SERVER_ERROR', status: '503' },
    ),
  ],
  'plain-shop': [
    ...counter(
      'http_requests_total',
      { service: 'plain-shop', pod: 'plain-shop-7c9d8f5b6-x2k4p' },
      { code: '200' },
      { code: '500' },
    ),
    ...histogram('http_request_duration_seconds', { service: 'plain-shop' }),
  ],
  'span-shop': [
    ...counter(
      'traces_spanmetrics_calls_total',
      { service: 'span-shop', span_kind: 'SPAN_KIND_SERVER' },
      { status_code: 'STATUS_CODE_UNSET' },
      { status_code: 'STATUS_CODE_ERROR' },
    ),
    ...counter(
      'traces_spanmetrics_calls_total',
      { service: 'span-shop', span_kind: 'SPAN_KIND_CLIENT' },
      { status_code: 'STATUS_CODE_UNSET' },
      { status_code: 'STATUS_CODE_ERROR' },
    ),
    ...histogram('traces_spanmetrics_latency', { service: 'span-shop', span_kind: 'SPAN_KIND_SERVER' }),
  ],
  'grpc-shop': [
    ...counter(
      'grpc_server_handled_total',
      { job: 'prod/grpc-shop' },
      { grpc_code: 'OK' },
      { grpc_code: 'Unavailable' },
    ),
    ...histogram('grpc_server_handling_seconds', { job: 'prod/grpc-shop' }),
  ],
  'mesh-shop': [
    ...counter(
      'istio_requests_total',
      { destination_service_name: 'mesh-shop', reporter: 'destination', source_workload: 'web' },
      { response_code: '200' },
      { response_code: '503' },
    ),
    ...counter(
      'istio_requests_total',
      { destination_service_name: 'mesh-shop', reporter: 'source', source_workload: 'web' },
      { response_code: '200' },
      { response_code: '503' },
    ),
    ...histogram(
      'istio_request_duration_milliseconds',
      { destination_service_name: 'mesh-shop', reporter: 'destination' },
      1000,
    ),
    ...histogram(
      'istio_request_duration_milliseconds',
      { destination_service_name: 'mesh-shop', reporter: 'source', source_workload: 'web' },
      1000,
    ),
  ],
  'django-shop': [
    ...counter(
      'django_http_responses_total_by_status_view_method_total',
      { job: 'django-shop' },
      { status: '200' },
      { status: '500' },
    ),
    ...histogram('django_http_requests_latency_seconds_by_view_method', { job: 'django-shop' }),
  ],
  'flask-shop': [
    ...counter('flask_http_request_total', { job: 'flask-shop' }, { status: '200' }, { status: '500' }),
    ...histogram('flask_http_request_duration_seconds', { job: 'flask-shop', status: '200' }),
  ],
  'express-shop': [
    ...histogram('http_request_duration_seconds', { service: 'express-shop', status_code: '200' }),
    ...counter(
      'http_request_duration_seconds_count',
      { service: 'express-shop', path: '/pay' },
      { status_code: '201' },
      { status_code: '503' },
    ),
  ],
  'ingress-shop': [
    ...counter(
      'nginx_ingress_controller_requests',
      { exported_service: 'ingress-shop' },
      { status: '200' },
      { status: '502' },
    ),
    ...histogram('nginx_ingress_controller_request_duration_seconds', { exported_service: 'ingress-shop' }),
  ],
};

const pod = { namespace: 'shop', pod: 'plain-shop-7c9d8f5b6-x2k4p', container: 'plain-shop' };

/** The plain shop's container, which is restarted at the onset and nears its memory limit. */
export const workload: SampledSeries[] = [
  { name: 'container_cpu_usage_seconds_total', labels: pod, perSecond: (at) => (inTrouble(at) ? 0.9 : 0.3) },
  { name: 'container_cpu_usage_seconds_total', labels: { ...pod, container: '' }, perSecond: () => 5 },
  {
    name: 'container_memory_working_set_bytes',
    labels: pod,
    gauge: (at) => (inTrouble(at) ? 480_000_000 : 200_000_000),
  },
  {
    name: 'kube_pod_container_resource_limits',
    labels: { ...pod, resource: 'memory', unit: 'byte' },
    gauge: () => 500_000_000,
  },
  { name: 'kube_pod_container_status_restarts_total', labels: pod, gauge: (at) => (inTrouble(at) ? 3 : 0) },
];

/** The plain shop is called by the web front and calls the payment gateway, which is where calls fail. */
export const serviceGraph: SampledSeries[] = [
  { name: 'traces_service_graph_request_total', labels: { client: 'web', server: 'plain-shop' }, perSecond: () => 10 },
  {
    name: 'traces_service_graph_request_total',
    labels: { client: 'plain-shop', server: 'payments' },
    perSecond: () => 4,
  },
  {
    name: 'traces_service_graph_request_failed_total',
    labels: { client: 'plain-shop', server: 'payments' },
    perSecond: () => 1,
  },
  ...histogram('traces_service_graph_request_server_seconds', { client: 'plain-shop', server: 'payments' }),
  { name: 'traces_service_graph_request_total', labels: { client: 'web', server: 'unrelated' }, perSecond: () => 3 },
];

const billingPod = (pod: string, node: string, cores: number, from = 0): SampledSeries[] => [
  ...counter('http_requests_total', { service: 'billing-api', pod }, { code: '200' }, { code: '500' }),
  {
    name: 'container_cpu_usage_seconds_total',
    labels: { namespace: 'shop', pod, node, container: 'main' },
    perSecond: () => cores,
    from,
  },
];

/** A service whose workload and container are called otherwise; its third pod comes up late and idles. */
export const billing: SampledSeries[] = [
  ...billingPod('billing-7c9d8f5b6-x2k4p', 'node-a', 0.2),
  ...billingPod('billing-7c9d8f5b6-zz9vq', 'node-b', 0.4),
  ...billingPod('billing-7c9d8f5b6-young', 'node-b', 0.001, onset),
];

/** A database that is nothing but two gauges. */
export const database: SampledSeries[] = [
  {
    name: 'pg_stat_activity_count',
    labels: { service: 'orders-db', instance: 'db:9187', state: 'active' },
    gauge: (at) => (inTrouble(at) ? 90 : 30),
  },
  {
    name: 'pg_stat_activity_count',
    labels: { service: 'orders-db', instance: 'db:9187', state: 'idle' },
    gauge: () => 7,
  },
  { name: 'pg_settings_max_connections', labels: { service: 'orders-db', instance: 'db:9187' }, gauge: () => 100 },
];

/** Six pods, the first two on a new version: there the payments fail and are slow, and nothing else does. */
export const cart: SampledSeries[] = Array.from({ length: 6 }, (_, i) => i).flatMap((i) =>
  ['/pay', '/list'].flatMap((route): SampledSeries[] => {
    const labels = { service: 'cart-api', pod: `cart-${i}`, version: i < 2 ? 'v2.1.0' : 'v2.0.9', route };
    const isIll = (at: number) => inTrouble(at) && i < 2 && route === '/pay';
    const quick = (le: number, at: number) => (isIll(at) ? Math.min(1, le / 5) : Math.min(1, le / 0.2));
    return [
      { name: 'http_requests_total', labels: { ...labels, code: '200' }, perSecond: (at) => (isIll(at) ? 2 : 3) },
      { name: 'http_requests_total', labels: { ...labels, code: '500' }, perSecond: (at) => (isIll(at) ? 1 : 0.01) },
      ...[0.1, 0.2, 1, 5].map((le) => ({
        name: 'http_request_duration_seconds_bucket',
        labels: { ...labels, le: String(le) },
        perSecond: (at: number) => 3 * quick(le, at),
      })),
      { name: 'http_request_duration_seconds_bucket', labels: { ...labels, le: '+Inf' }, perSecond: () => 3 },
      { name: 'http_request_duration_seconds_count', labels, perSecond: () => 3 },
      { name: 'http_request_duration_seconds_sum', labels, perSecond: (at) => (isIll(at) ? 6 : 0.3) },
    ];
  }),
);

/** The micrometer shop measures its calls to a bank, which fail once in trouble; its cache stops answering. */
const client = { application: 'micrometer-shop', client_name: 'api.bank.example' };
export const outside: SampledSeries[] = [
  ...counter('http_client_requests_seconds_count', client, { status: '200' }, { status: 'IO_ERROR' }),
  { name: 'http_client_requests_seconds_sum', labels: { ...client, status: '200' }, perSecond: (at) => ok(at) * 0.2 },
  { name: 'redis_up', labels: { service: 'redis-cart' }, gauge: (at) => (inTrouble(at) ? 0 : 1) },
];

export const everything: SampledSeries[] = [
  ...cart,
  ...outside,
  ...queues(onset),
  ...billing,
  ...database,
  ...Object.values(families).flat(),
  ...workload,
  ...serviceGraph,
];
