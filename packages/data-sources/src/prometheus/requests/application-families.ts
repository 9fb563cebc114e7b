import { matches } from '../queries.ts';
import { grpcError, serverError, usualOutcomes } from './outcomes.ts';
import { applicationLabels, type RequestFamily, type TimeUnit } from './request-family.ts';

/** A row: what counts requests, and histograms with their unit. Outcomes and labels are the usual ones unless said otherwise. */
function row(
  title: string,
  requests: string,
  latency: Readonly<Record<string, TimeUnit>>,
  more: Partial<Pick<RequestFamily, 'own' | 'failed' | 'labels'>> = {},
): RequestFamily {
  return {
    title,
    requests,
    own: [],
    failed: usualOutcomes,
    labels: applicationLabels,
    ...more,
    latency: Object.entries(latency).map(([histogram, unit]) => ({ histogram, unit })),
  };
}

/** The count of a histogram is what counts the requests. */
const counted = (title: string, histogram: string, unit: TimeUnit, more: Parameters<typeof row>[3] = {}) =>
  row(title, `${histogram}_count`, { [histogram]: unit }, more);

const spans = {
  own: [matches('span_kind', 'SPAN_KIND_(SERVER|CONSUMER)|server|consumer')],
  failed: [{ label: 'status_code', is: 'STATUS_CODE_ERROR|ERROR|error' }],
  labels: ['service_name', 'service', 'job'],
};
const spanMetrics = (prefix: string) =>
  row(
    'Span metrics',
    `${prefix}calls_total`,
    {
      ...(prefix === '' ? {} : { [`${prefix}latency`]: 's' as const }),
      [`${prefix}duration_seconds`]: 's',
      [`${prefix}duration_milliseconds`]: 'ms',
    },
    spans,
  );

/** What applications measure of the requests they serve. In order of preference: a service that has several is described by the first. */
export const applicationFamilies: readonly RequestFamily[] = [
  row('Ruby rack', 'http_server_requests_total', { http_server_request_duration_seconds: 's' }),
  counted('OpenTelemetry HTTP server', 'http_server_request_duration_seconds', 's', {
    failed: [serverError('http_response_status_code'), serverError('http_status_code')],
  }),
  counted('Micrometer', 'http_server_requests_seconds', 's', {
    failed: [serverError('status'), { label: 'outcome', is: 'SERVER_ERROR' }],
  }),
  row(
    'http_requests_total',
    'http_requests_total',
    { http_request_duration_seconds: 's', http_request_duration_ms: 'ms', http_request_duration_milliseconds: 'ms' },
    {
      failed: [...['code', 'status', 'status_code', 'http_status'].map(serverError), ...usualOutcomes],
    },
  ),
  row('django-prometheus', 'django_http_responses_total_by_status_view_method_total', {
    django_http_requests_latency_seconds_by_view_method: 's',
  }),
  row('django-prometheus', 'django_http_responses_total_by_status_total', {
    django_http_requests_latency_seconds_by_view_method: 's',
    django_http_requests_latency_including_middlewares_seconds: 's',
  }),
  row('Flask exporter', 'flask_http_request_total', { flask_http_request_duration_seconds: 's' }),
  row('prometheus-net', 'http_requests_received_total', { http_request_duration_seconds: 's' }),
  row('prom-client by hand', 'http_requests', {
    http_request_duration_seconds: 's',
    http_request_duration_ms: 'ms',
    http_request_duration_milliseconds: 'ms',
  }),
  counted('http_request_duration_seconds alone', 'http_request_duration_seconds', 's', {
    failed: [...['status_code', 'code', 'status'].map(serverError), ...usualOutcomes],
  }),
  counted('http_request_duration_ms alone', 'http_request_duration_ms', 'ms'),
  counted('OpenTelemetry HTTP server, before', 'http_server_duration_milliseconds', 'ms'),
  counted('OpenTelemetry HTTP server, before, no unit', 'http_server_duration', 'ms'),
  counted('OpenTelemetry HTTP server, names as they are', 'http_server_request_duration', 's'),
  counted('OpenTelemetry gRPC server', 'rpc_server_call_duration_seconds', 's'),
  counted('OpenTelemetry gRPC server, before', 'rpc_server_duration_milliseconds', 'ms'),
  counted('OpenTelemetry gRPC server, before, no unit', 'rpc_server_duration', 'ms'),
  row('Starlette', 'starlette_requests_total', { starlette_requests_processing_time_seconds: 's' }),
  row('Rails', 'rails_requests_total', { rails_request_duration_seconds: 's' }),
  row('Ruby exporter', 'ruby_http_requests_total', { ruby_http_request_duration_seconds: 's' }),
  row('Gin', 'gin_requests_total', { gin_request_duration_seconds: 's', gin_request_duration: 's' }),
  row('Echo', 'echo_requests_total', { echo_request_duration_seconds: 's' }),
  row('Axum', 'axum_http_requests_total', { axum_http_requests_duration_seconds: 's' }),
  counted('Ktor', 'ktor_http_server_requests_seconds', 's'),
  counted('Quarkus', 'http_server_requests_duration_seconds', 's'),
  row('Kubernetes API server', 'apiserver_request_total', { apiserver_request_duration_seconds: 's' }),
  spanMetrics('traces_spanmetrics_'),
  spanMetrics('traces_span_metrics_'),
  spanMetrics(''),
  row(
    'gRPC server',
    'grpc_server_handled_total',
    { grpc_server_handling_seconds: 's' },
    {
      failed: [{ label: 'grpc_code', is: 'Unknown|DeadlineExceeded|Internal|Unavailable|DataLoss|ResourceExhausted' }],
    },
  ),
  counted('gRPC library', 'grpc_server_call_duration_seconds', 's', { failed: [grpcError('grpc_status')] }),
];
