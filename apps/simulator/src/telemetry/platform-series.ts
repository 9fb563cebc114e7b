import { hashOf, noiseAt } from '../shop/random.ts';
import { nodes, shop } from '../shop/shop.ts';
import { counter, gauge, type RawSeries } from './raw-series.ts';
import { podLabels } from './request-series.ts';
import { type SimulatedPod, startUpMs, type World } from './world.ts';

const mega = 1_048_576;

/** What the kubelet, kube-state-metrics and the scraper itself know of each pod, workload and node. */
export function platformSeries(world: World, times: () => readonly number[]): RawSeries[] {
  return [
    ...world.pods.flatMap((pod) => [...containerSeries(world, pod, times), ...stateSeries(pod, times)]),
    ...workloadSeries(world, times),
    ...nodeSeries(world, times),
    ...gaugeSeries(world, times),
  ];
}

const isAlive = (pod: SimulatedPod, at: number) => at >= pod.from && at < pod.to;
const isUp = (pod: SimulatedPod, at: number) =>
  isAlive(pod, at - startUpMs / 2) && !pod.restarts.some((restart) => at >= restart.at && at < restart.at + startUpMs);

function containerSeries(world: World, pod: SimulatedPod, times: () => readonly number[]): RawSeries[] {
  const { service } = pod.replicaSet;
  const behaviour = world.behaviourOf(service.name);
  const seed = hashOf('container', pod.name);
  const cores = (at: number, index: number) =>
    (behaviour.cpuCores?.(world.minuteOf(at)) ?? service.cpuCores) * (0.85 + 0.3 * noiseAt(seed, index));
  const memory = (at: number, index: number) => {
    const planned = behaviour.memoryMb?.(world.minuteOf(at)) ?? service.memoryMb;
    return Math.min(planned, pod.replicaSet.memoryLimitMb) * mega * (0.985 + 0.03 * noiseAt(seed + 1, index));
  };
  const labels = { namespace: service.namespace, pod: pod.name, container: service.workload, node: pod.node };
  const alive = (at: number) => isAlive(pod, at);
  const resets = (after: number, until: number) => pod.restarts.some(({ at }) => at > after && at <= until);
  return [
    gauge({ ...labels, __name__: 'container_memory_working_set_bytes' }, times, (at, i) =>
      alive(at) ? memory(at, i) : Number.NaN,
    ),
    counter({ ...labels, __name__: 'container_cpu_usage_seconds_total' }, times, {
      isAlive: alive,
      resets,
      increase: (at, seconds, i) => cores(at, i) * seconds,
    }),
    counter({ ...labels, __name__: 'container_cpu_cfs_periods_total' }, times, {
      isAlive: alive,
      resets,
      increase: (_at, seconds) => seconds * 10,
    }),
    counter({ ...labels, __name__: 'container_cpu_cfs_throttled_periods_total' }, times, {
      isAlive: alive,
      resets,
      increase: (at, seconds, i) => Math.floor(seconds * 10 * Math.max(0, cores(at, i) - 0.8)),
    }),
    gauge({ ...podLabels(pod), __name__: 'up' }, times, (at) => (alive(at) ? Number(isUp(pod, at)) : Number.NaN)),
  ];
}

function stateSeries(pod: SimulatedPod, times: () => readonly number[]): RawSeries[] {
  const { service, memoryLimitMb } = pod.replicaSet;
  const labels = {
    namespace: service.namespace,
    pod: pod.name,
    container: service.workload,
    job: 'kube-state-metrics',
  };
  const whileAlive = (value: (at: number) => number) => (at: number) => (isAlive(pod, at) ? value(at) : Number.NaN);
  const reasons = [...new Set(pod.restarts.map((restart) => restart.reason))];
  return [
    gauge(
      { ...labels, __name__: 'kube_pod_container_status_restarts_total' },
      times,
      whileAlive((at) => pod.restarts.filter((r) => r.at <= at).length),
    ),
    gauge(
      { ...labels, __name__: 'kube_pod_container_status_ready' },
      times,
      whileAlive((at) => Number(isUp(pod, at))),
    ),
    gauge(
      { ...labels, __name__: 'kube_pod_container_resource_limits', resource: 'memory', unit: 'byte' },
      times,
      whileAlive(() => memoryLimitMb * mega),
    ),
    gauge(
      { ...labels, __name__: 'kube_pod_container_resource_limits', resource: 'cpu', unit: 'core' },
      times,
      whileAlive(() => 1),
    ),
    ...reasons.map((reason) =>
      gauge({ ...labels, __name__: 'kube_pod_container_status_last_terminated_reason', reason }, times, (at) => {
        const last = pod.restarts.findLast((restart) => restart.at <= at);
        return isAlive(pod, at) && last ? Number(last.reason === reason) : Number.NaN;
      }),
    ),
  ];
}

function workloadSeries(world: World, times: () => readonly number[]): RawSeries[] {
  return shop.flatMap((service) => {
    const labels = { namespace: service.namespace, deployment: service.workload, job: 'kube-state-metrics' };
    return [
      gauge({ ...labels, __name__: 'kube_deployment_spec_replicas' }, times, () => service.pods),
      gauge({ ...labels, __name__: 'kube_deployment_status_replicas_available' }, times, (at) =>
        Math.min(service.pods, world.livePods(service.name, at).filter((pod) => isUp(pod, at)).length),
      ),
    ];
  });
}

function nodeSeries(world: World, times: () => readonly number[]): RawSeries[] {
  return nodes.flatMap((node) => {
    const seed = hashOf('node', node.name);
    const trouble = world.scenario.nodes?.find((script) => script.node === node.name);
    const isReady = (at: number) => !trouble || at < world.momentOf(trouble.notReadyAt);
    return [
      gauge(
        {
          __name__: 'kube_node_status_condition',
          node: node.name,
          condition: 'Ready',
          status: 'true',
          job: 'kube-state-metrics',
        },
        times,
        (at) => Number(isReady(at)),
      ),
      gauge(
        { __name__: 'node_memory_MemAvailable_bytes', instance: node.name, node: node.name, job: 'node' },
        times,
        (at, i) => (isReady(at) ? node.memoryMb * mega * (0.42 + 0.03 * noiseAt(seed, i)) : Number.NaN),
      ),
    ];
  });
}

function gaugeSeries(world: World, times: () => readonly number[]): RawSeries[] {
  return (world.scenario.gauges ?? []).flatMap((script, index) => {
    const [pod] = world.livePods(script.service, world.alarmAt);
    if (!pod) return [];
    const seed = hashOf('gauge', script.metric, index);
    return gauge({ ...podLabels(pod), ...script.labels, __name__: script.metric }, times, (at, i) => {
      const jitter = script.jitter ?? 0.05;
      return script.value(world.minuteOf(at)) * (1 - jitter / 2 + jitter * noiseAt(seed, i));
    });
  });
}
