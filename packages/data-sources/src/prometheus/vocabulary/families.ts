import { applicationFamilies } from '../requests/application-families.ts';
import { proxyFamilies } from '../requests/proxy-families.ts';
import type { RequestFamily } from '../requests/request-family.ts';
import { backlogs } from './backlogs.ts';
import { clientFamilies } from './call-graphs.ts';
import { capacities, storeUps } from './capacities.ts';
import { storeMetrics } from './stores.ts';

/** In order of preference: a service that has several is described by the first. */
export const requestFamilies: readonly RequestFamily[] = [...applicationFamilies, ...proxyFamilies];

/** What a service's processes use. */
export const workloadMetrics = {
  cpu: ['container_cpu_usage_seconds_total', 'process_cpu_seconds_total'],
  memory: ['container_memory_working_set_bytes', 'process_resident_memory_bytes', 'container_memory_usage_total_bytes'],
  restarts: ['kube_pod_container_status_restarts_total'],
  limits: ['kube_pod_container_resource_limits'],
  throttled: ['container_cpu_cfs_throttled_periods_total'],
} as const;

/** Every name in the families of requests. */
export const requestMetrics: readonly string[] = requestFamilies.flatMap(({ requests, failed, latency }) => [
  requests,
  ...failed.flatMap(({ metric }) => metric ?? []),
  ...latency.flatMap(({ histogram }) => [histogram, `${histogram}_bucket`, `${histogram}_sum`]),
]);

/** All metric names that are known. */
export const knownMetrics: ReadonlySet<string> = new Set([
  ...requestMetrics,
  ...Object.values(workloadMetrics).flat(),
  ...capacities.flatMap(({ used, limit }) => [used, limit]),
  ...storeUps,
  ...storeMetrics,
  ...backlogs.flatMap(({ waiting, handled }) => [waiting, handled ?? []].flat()),
  ...clientFamilies.flatMap(({ requests, latency }) => [
    requests,
    ...latency.flatMap(({ histogram }) => [`${histogram}_bucket`, `${histogram}_sum`]),
  ]),
]);
