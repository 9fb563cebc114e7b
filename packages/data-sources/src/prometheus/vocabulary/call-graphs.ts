/** A family of metrics in which both ends of a call are labels. */
export interface CallGraphMetrics {
  readonly from: string;
  readonly to: string;
  /** Counter of calls. Its presence is how the graph is recognised. */
  readonly requests: string;
  readonly failed: { readonly metric: string; readonly matchers: readonly string[] };
  /** Histograms without `_bucket`, with the side that took the time. */
  readonly latency: readonly { readonly histogram: string; readonly side: 'client' | 'server' }[];
  readonly scale: number;
  readonly own: readonly string[];
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
