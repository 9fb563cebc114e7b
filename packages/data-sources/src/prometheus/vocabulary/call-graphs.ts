/** What a caller measures of its calls; the callee is a label. Who the caller is stands where it stands for its other metrics. */
export interface ClientFamily {
  readonly to: string;
  /** Counter of calls. Its presence is how the graph is recognised. */
  readonly requests: string;
  readonly failed: { readonly metric: string; readonly matchers: readonly string[] };
  /** Histograms without `_bucket` and `_sum`, with the side that took the time. */
  readonly latency: readonly { readonly histogram: string; readonly side: 'client' | 'server' }[];
  readonly scale: number;
  readonly own: readonly string[];
}

/** A family of metrics in which both ends of a call are labels. */
export interface CallGraphMetrics extends ClientFamily {
  readonly from: string;
}

/** Tempo's service graph and Istio's telemetry, the latter as the caller's proxy saw it. */
export const callGraphs: readonly CallGraphMetrics[] = [
  {
    from: 'client',
    to: 'server',
    requests: 'traces_service_graph_request_total',
    failed: { metric: 'traces_service_graph_request_failed_total', matchers: [] },
    latency: [
      { histogram: 'traces_service_graph_request_client_seconds', side: 'client' },
      { histogram: 'traces_service_graph_request_server_seconds', side: 'server' },
    ],
    scale: 1,
    own: [],
  },
  {
    from: 'source_workload',
    to: 'destination_service_name',
    requests: 'istio_requests_total',
    failed: { metric: 'istio_requests_total', matchers: ['response_code=~"5.."'] },
    latency: [{ histogram: 'istio_request_duration_milliseconds', side: 'client' }],
    scale: 0.001,
    own: ['reporter="source"'],
  },
];

const client = (histogram: string) => [{ histogram, side: 'client' } as const];

/** Client libraries: an outside host or a store is often seen here and nowhere else. */
export const clientFamilies: readonly ClientFamily[] = [
  {
    to: 'client_name',
    requests: 'http_client_requests_seconds_count',
    failed: { metric: 'http_client_requests_seconds_count', matchers: ['status=~"5..|CLIENT_ERROR|IO_ERROR"'] },
    latency: client('http_client_requests_seconds'),
    scale: 1,
    own: [],
  },
  {
    to: 'server_address',
    requests: 'http_client_request_duration_seconds_count',
    failed: {
      metric: 'http_client_request_duration_seconds_count',
      matchers: ['error_type!="",http_response_status_code!~"4.."'],
    },
    latency: client('http_client_request_duration_seconds'),
    scale: 1,
    own: [],
  },
  {
    to: 'server_address',
    requests: 'db_client_operation_duration_seconds_count',
    failed: { metric: 'db_client_operation_duration_seconds_count', matchers: ['error_type!=""'] },
    latency: client('db_client_operation_duration_seconds'),
    scale: 1,
    own: [],
  },
  {
    to: 'grpc_service',
    requests: 'grpc_client_handled_total',
    failed: {
      metric: 'grpc_client_handled_total',
      matchers: ['grpc_code=~"Unknown|DeadlineExceeded|Internal|Unavailable|DataLoss|ResourceExhausted"'],
    },
    latency: client('grpc_client_handling_seconds'),
    scale: 1,
    own: [],
  },
];
