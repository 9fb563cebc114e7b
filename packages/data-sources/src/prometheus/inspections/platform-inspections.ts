import { type Inspection, over, total } from './inspection.ts';

const container = 'container!="",container!="POD"';
const byContainer = (of: string) => `sum by (namespace, pod, container) (${of})`;
const limitOf = (resource: string) => `resource="${resource}"`;

/** Containers and their workloads, as cAdvisor and kube-state-metrics tell. */
export const platformInspections: readonly Inspection[] = [
  {
    title: 'CPU of its limit',
    needs: ['container_cpu_usage_seconds_total', 'kube_pod_container_resource_limits'],
    value: (of, window) =>
      `max(${byContainer(`rate(${of('container_cpu_usage_seconds_total', container)}[${window}])`)} / ${byContainer(of('kube_pod_container_resource_limits', limitOf('cpu')))})`,
    unit: 'ratio',
    limit: 0.8,
  },
  {
    title: 'CPU throttling',
    needs: ['container_cpu_cfs_throttled_periods_total', 'container_cpu_cfs_periods_total'],
    value: (of, window) =>
      over(
        of('container_cpu_cfs_throttled_periods_total', container),
        of('container_cpu_cfs_periods_total', container),
        window,
      ),
    unit: 'ratio',
    limit: 0.25,
  },
  {
    title: 'memory of its limit',
    needs: ['container_memory_working_set_bytes', 'kube_pod_container_resource_limits'],
    value: (of) =>
      `max(${byContainer(of('container_memory_working_set_bytes', container))} / ${byContainer(of('kube_pod_container_resource_limits', limitOf('memory')))})`,
    unit: 'ratio',
    limit: 0.9,
  },
  {
    title: 'out-of-memory kills',
    needs: ['container_oom_events_total'],
    value: (of, window) => `sum(increase(${of('container_oom_events_total')}[${window}]))`,
    unit: 'count',
    limit: 0,
  },
  {
    title: 'memory growth in an hour',
    needs: ['container_memory_working_set_bytes'],
    value: (of) => `avg(${byContainer(of('container_memory_working_set_bytes', container))})`,
    unit: 'ratio',
    limit: 0.1,
    isGrowth: true,
  },
  {
    title: 'memory growth in an hour',
    needs: ['process_resident_memory_bytes'],
    value: (of) => `avg(${of('process_resident_memory_bytes')})`,
    unit: 'ratio',
    limit: 0.1,
    isGrowth: true,
  },
  ...(['memory', 'io', 'cpu'] as const).map(
    (resource): Inspection => ({
      title: `time stalled for ${resource === 'io' ? 'I/O' : resource}`,
      needs: [`container_pressure_${resource}_waiting_seconds_total`],
      value: (of, window) => `max(rate(${of(`container_pressure_${resource}_waiting_seconds_total`)}[${window}]))`,
      unit: 'ratio',
      limit: resource === 'memory' ? 0.02 : 0.1,
    }),
  ),
  {
    title: 'disk space used',
    needs: ['kubelet_volume_stats_used_bytes', 'kubelet_volume_stats_capacity_bytes'],
    value: (of) =>
      `max(max by (namespace, persistentvolumeclaim) (${of('kubelet_volume_stats_used_bytes')}) / max by (namespace, persistentvolumeclaim) (${of('kubelet_volume_stats_capacity_bytes')}))`,
    unit: 'ratio',
    limit: 0.8,
  },
  ...['deployment', 'statefulset'].map(
    (kind): Inspection => ({
      title: 'share of instances that are available',
      needs: [
        kind === 'deployment' ? 'kube_deployment_status_replicas_available' : 'kube_statefulset_status_replicas_ready',
        kind === 'deployment' ? 'kube_deployment_spec_replicas' : 'kube_statefulset_replicas',
      ],
      value: (of) => {
        const [ready, wanted] =
          kind === 'deployment'
            ? ['kube_deployment_status_replicas_available', 'kube_deployment_spec_replicas']
            : ['kube_statefulset_status_replicas_ready', 'kube_statefulset_replicas'];
        return `min(max by (namespace, ${kind}) (${of(ready)}) / (max by (namespace, ${kind}) (${of(wanted)}) > 0))`;
      },
      unit: 'ratio',
      limit: 0.75,
      isLow: true,
    }),
  ),
  {
    title: 'restarts',
    needs: ['kube_pod_container_status_restarts_total'],
    value: (of) => `sum(increase(${of('kube_pod_container_status_restarts_total')}[15m]))`,
    unit: 'count',
    limit: 1,
  },
  {
    title: 'instances that a rollout did not bring up within 3 minutes',
    needs: ['kube_deployment_spec_replicas', 'kube_deployment_status_replicas_updated'],
    value: (of) => {
      const by = 'max by (namespace, deployment)';
      const missing = `${by} (${of('kube_deployment_spec_replicas')}) - ${by} (${of('kube_deployment_status_replicas_updated')})`;
      return `max(min_over_time((${missing})[180s:30s]))`;
    },
    unit: 'count',
    limit: 0,
  },
];

const cpuIdle = 'mode="idle"';
const realDisks = 'fstype!~"tmpfs|overlay|squashfs|ramfs|iso9660"';

/** Machines, as the node exporter tells. */
export const machineInspections: readonly Inspection[] = [
  {
    title: 'CPU of the machine',
    needs: ['node_cpu_seconds_total'],
    value: (of, window) => `1 - min(avg by (instance) (rate(${of('node_cpu_seconds_total', cpuIdle)}[${window}])))`,
    unit: 'ratio',
    limit: 0.8,
  },
  {
    title: 'time stalled for memory on the machine',
    needs: ['node_pressure_memory_waiting_seconds_total'],
    value: (of, window) => `max(rate(${of('node_pressure_memory_waiting_seconds_total')}[${window}]))`,
    unit: 'ratio',
    limit: 0.02,
  },
  {
    title: 'disk space of the machine',
    needs: ['node_filesystem_avail_bytes', 'node_filesystem_size_bytes'],
    value: (of) =>
      `1 - min(max by (instance, mountpoint) (${of('node_filesystem_avail_bytes', realDisks)}) / max by (instance, mountpoint) (${of('node_filesystem_size_bytes', realDisks)}))`,
    unit: 'ratio',
    limit: 0.8,
  },
  {
    title: 'I/O load',
    needs: ['node_disk_io_time_weighted_seconds_total'],
    value: (of, window) => `max(rate(${of('node_disk_io_time_weighted_seconds_total')}[${window}]))`,
    unit: '1',
    limit: 5,
  },
  {
    title: 'connections that could not be made, a second',
    needs: ['node_netstat_Tcp_AttemptFails'],
    value: (of, window) => total(of('node_netstat_Tcp_AttemptFails'), window),
    unit: '1/s',
    limit: 0,
  },
];
