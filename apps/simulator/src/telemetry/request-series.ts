import { type ShopService, shop, shopService } from '../shop/shop.ts';
import { type Counters, countTraffic, type TrafficShape } from './counted-traffic.ts';
import { bounds } from './latency.ts';
import type { RawSeries } from './raw-series.ts';
import { type SimulatedPod, startUpMs, type World } from './world.ts';

/** `http_requests_total` and `http_request_duration_seconds`, as each pod counts them. */
export function requestSeries(world: World, times: () => readonly number[]): RawSeries[] {
  return world.pods.flatMap((pod) => {
    const { service } = pod.replicaSet;
    const count = countTraffic(podTraffic(world, pod), times);
    const labels = podLabels(pod);
    const code = world.behaviourOf(service.name).errorCode ?? '500';
    const total = (own: Record<string, string>, values: (c: Counters) => number[]): RawSeries => ({
      labels: { ...labels, ...own },
      values: () => values(count()),
    });
    return [
      total({ __name__: 'http_requests_total', code: '200', method: 'GET' }, (c) => c.ok),
      total({ __name__: 'http_requests_total', code: '404', method: 'GET' }, (c) => c.notFound),
      total({ __name__: 'http_requests_total', code, method: 'GET' }, (c) => c.failed),
      ...histogram('http_request_duration_seconds', labels, count),
    ];
  });
}

/** The call graph as a tracing back-end exports it: requests from one service to another, seen at the caller. */
export function edgeSeries(world: World, times: () => readonly number[]): RawSeries[] {
  return shop.flatMap((client) =>
    Object.entries(client.calls).flatMap(([serverName, share]) => {
      const server = shopService(serverName);
      const count = countTraffic(edgeTraffic(world, client, server, share), times);
      const labels = { client: client.name, server: server.name, connection_type: 'virtual_node', job: 'tempo' };
      return [
        {
          labels: { ...labels, __name__: 'traces_service_graph_request_total' },
          values: () => count().buckets[bounds.length] ?? [],
        },
        { labels: { ...labels, __name__: 'traces_service_graph_request_failed_total' }, values: () => count().failed },
        ...histogram('traces_service_graph_request_server_seconds', labels, count),
      ];
    }),
  );
}

export const podLabels = (pod: SimulatedPod): Record<string, string> => ({
  namespace: pod.replicaSet.service.namespace,
  service: pod.replicaSet.service.name,
  app: pod.replicaSet.service.workload,
  job: `${pod.replicaSet.service.namespace}/${pod.replicaSet.service.workload}`,
  pod: pod.name,
  instance: `${pod.ip}:8080`,
});

function histogram(name: string, labels: Record<string, string>, count: () => Counters): RawSeries[] {
  const buckets = [...bounds.map(String), '+Inf'].map((le, b) => ({
    labels: { ...labels, __name__: `${name}_bucket`, le },
    values: () => count().buckets[b] ?? [],
  }));
  return [
    ...buckets,
    { labels: { ...labels, __name__: `${name}_count` }, values: () => count().buckets[bounds.length] ?? [] },
    { labels: { ...labels, __name__: `${name}_sum` }, values: () => count().seconds },
  ];
}

function podTraffic(world: World, pod: SimulatedPod): TrafficShape {
  const { service } = pod.replicaSet;
  return {
    seed: pod.name,
    from: pod.from + startUpMs / 2,
    to: pod.to,
    restarts: pod.restarts.map((restart) => ({ at: restart.at, silentMs: startUpMs })),
    perSecond: (at) => trafficOf(world, service, at) / Math.max(1, world.livePods(service.name, at).length),
    errorRatio: (at) => errorRatioOf(world, service, at),
    latency: (at) => latencyOf(world, service, at),
  };
}

function edgeTraffic(world: World, client: ShopService, server: ShopService, share: number): TrafficShape {
  return {
    seed: `${client.name} to ${server.name}`,
    from: Number.NEGATIVE_INFINITY,
    to: Number.POSITIVE_INFINITY,
    restarts: [],
    perSecond: (at) => trafficOf(world, client, at) * share,
    errorRatio: (at) => errorRatioOf(world, server, at),
    latency: (at) => latencyOf(world, server, at),
  };
}

/** Requests per second to a service, all pods together: more by day than by night. */
function trafficOf(world: World, service: ShopService, at: number): number {
  const hour = (at / 3_600_000) % 24;
  const wave = 1 + 0.18 * Math.sin(((hour - 9) / 24) * 2 * Math.PI);
  return service.perSecond * wave * (world.behaviourOf(service.name).traffic?.(world.minuteOf(at)) ?? 1);
}

function errorRatioOf(world: World, service: ShopService, at: number): number {
  return world.behaviourOf(service.name).errorRatio?.(world.minuteOf(at)) ?? service.errorRatio;
}

function latencyOf(world: World, service: ShopService, at: number) {
  const behaviour = world.behaviourOf(service.name);
  const minute = world.minuteOf(at);
  return {
    median: service.latency.median,
    p99: service.latency.p99,
    factor: behaviour.latency?.(minute) ?? 1,
    slowShare: behaviour.slowShare?.(minute) ?? 0,
    slowSeconds: behaviour.slowSeconds ?? 30,
  };
}
