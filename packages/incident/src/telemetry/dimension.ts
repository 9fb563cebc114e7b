/** What a label tells of a request, whatever a vendor calls it. */
export const dimensions = ['version', 'zone', 'node', 'pod', 'route', 'method', 'status', 'tenant', 'peer'] as const;
export type Dimension = (typeof dimensions)[number];

/** The usual names, best first: of two labels of one dimension the earlier one is looked at. */
const names: Readonly<Record<Dimension, readonly string[]>> = {
  version: [
    'version',
    'app_version',
    'service_version',
    'app_kubernetes_io_version',
    'release',
    'build',
    'image_tag',
    'destination_version',
    'destination_canonical_revision',
    'revision',
    'git_sha',
    'commit',
  ],
  zone: [
    'zone',
    'availability_zone',
    'az',
    'topology_kubernetes_io_zone',
    'failure_domain_beta_kubernetes_io_zone',
    'cloud_availability_zone',
    'region',
    'cloud_region',
    'datacenter',
    'dc',
  ],
  node: ['node', 'node_name', 'k8s_node_name', 'kubernetes_node', 'kubernetes_node_name'],
  pod: [
    'pod',
    'pod_name',
    'k8s_pod_name',
    'kubernetes_pod_name',
    'exported_pod',
    'instance',
    'exported_instance',
    'service_instance_id',
    'host',
    'hostname',
    'host_name',
    'task_id',
    'container_id',
  ],
  route: [
    'route',
    'http_route',
    'handler',
    'uri',
    'path',
    'http_path',
    'url_path',
    'http_target',
    'endpoint',
    'operation',
    'span_name',
    'rpc_method',
    'grpc_method',
    'action',
    'controller',
  ],
  method: ['method', 'http_method', 'http_request_method', 'request_method', 'verb'],
  status: [
    'status',
    'code',
    'status_code',
    'http_status',
    'http_status_code',
    'http_response_status_code',
    'response_code',
    'grpc_code',
    'rpc_grpc_status_code',
    'error_type',
    'exception',
  ],
  tenant: [
    'tenant',
    'tenant_id',
    'customer',
    'customer_id',
    'account',
    'account_id',
    'org',
    'org_id',
    'organization',
    'organization_id',
    'workspace',
    'merchant',
    'merchant_id',
    'client_id',
    'user_id',
  ],
  peer: [
    'peer',
    'peer_service',
    'upstream',
    'upstream_cluster',
    'backend',
    'server_address',
    'net_peer_name',
    'source_workload',
    'source_app',
    'client',
    'client_name',
    'caller',
  ],
};

const byName = new Map(
  dimensions.flatMap((dimension) => names[dimension].map((name, at) => [name, { dimension, at }] as const)),
);

const plain = (label: string): string =>
  label
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[.\-/]/g, '_')
    .toLowerCase();

/** The dimension a label or a field of a log line is about; null when it is none of the usual names. */
export const dimensionOf = (label: string): Dimension | null => byName.get(plain(label))?.dimension ?? null;

/** The best-named label for each dimension among those that are there, in the order of `dimensions`. */
export function dimensionLabels(labels: readonly string[]): { label: string; dimension: Dimension }[] {
  return dimensions.flatMap((dimension) => {
    const known = labels.flatMap((label) => {
      const found = byName.get(plain(label));
      return found?.dimension === dimension ? [{ label, at: found.at }] : [];
    });
    const best = known.sort((a, b) => a.at - b.at)[0];
    return best === undefined ? [] : [{ label: best.label, dimension }];
  });
}
