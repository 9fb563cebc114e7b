import { nodes, type ShopService, shop } from '../../shop/shop.ts';
import type { Pod, ReplicaSet, World } from '../../telemetry/world.ts';
import { startUpMs } from '../../telemetry/world.ts';

const iso = (at: number) => new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z');

/** A cluster object: only what the API's readers look at. */
export interface ClusterObject {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
}

const image = (replicaSet: ReplicaSet) => `registry.acme.example/${replicaSet.service.workload}:${replicaSet.version}`;

const appLabels = (service: ShopService) => ({ app: service.workload, 'app.kubernetes.io/name': service.workload });

const hashOf = (replicaSet: ReplicaSet) => replicaSet.name.slice(replicaSet.service.workload.length + 1);

function template(replicaSet: ReplicaSet) {
  const { service } = replicaSet;
  return {
    metadata: { labels: { ...appLabels(service), 'pod-template-hash': hashOf(replicaSet) } },
    spec: {
      containers: [
        {
          name: service.workload,
          image: image(replicaSet),
          env: [{ name: 'LOG_LEVEL', value: 'info' }],
          resources: { limits: { cpu: '1', memory: `${replicaSet.memoryLimitMb}Mi` }, requests: { cpu: '250m', memory: '192Mi' } },
          readinessProbe: { httpGet: { path: '/ready', port: 8080 }, timeoutSeconds: 1, periodSeconds: 5, failureThreshold: 3 },
          livenessProbe: { httpGet: { path: '/healthz', port: 8080 }, timeoutSeconds: 1, periodSeconds: 5, failureThreshold: 6 },
        },
      ],
    },
  };
}

export function pods(world: World): ClusterObject[] {
  const now = world.now();
  return shop.flatMap((service) => world.livePods(service.name, now).map((pod) => podObject(world, pod, now)));
}

function podObject(world: World, pod: Pod, now: number) {
  const { replicaSet } = pod;
  const { service } = replicaSet;
  const past = pod.restarts.filter((restart) => restart.at <= now);
  const last = past[past.length - 1];
  const isStarting = last !== undefined && now < last.at + startUpMs;
  const started = Math.max(pod.from, last?.at ?? 0) + 2000;
  const ended = last && {
    terminated: { reason: last.reason, exitCode: last.exitCode, startedAt: iso((past[past.length - 2]?.at ?? pod.from) + 2000), finishedAt: iso(last.at) },
  };
  const crashLoops = past.length >= 4 && isStarting;
  const state = crashLoops
    ? { waiting: { reason: 'CrashLoopBackOff', message: `back-off 40s restarting failed container=${service.workload} pod=${pod.name}` } }
    : { running: { startedAt: iso(started) } };
  const ready = isNodeReady(world, pod.node, now) && !isStarting;
  return {
    metadata: {
      name: pod.name,
      namespace: service.namespace,
      uid: `uid-${pod.name}`,
      creationTimestamp: iso(pod.from),
      labels: { ...appLabels(service), 'pod-template-hash': hashOf(replicaSet) },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: replicaSet.name, uid: `uid-${replicaSet.name}`, controller: true }],
    },
    spec: { nodeName: pod.node, ...template(replicaSet).spec },
    status: {
      phase: 'Running',
      podIP: pod.ip,
      startTime: iso(pod.from),
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: iso(started), ...(ready ? {} : { reason: 'ContainersNotReady' }) }],
      containerStatuses: [
        { name: service.workload, image: image(replicaSet), restartCount: past.length, ready, state, lastState: ended ?? {} },
      ],
    },
  };
}

export function replicaSets(world: World): ClusterObject[] {
  const now = world.now();
  return world.replicaSets
    .filter((replicaSet) => replicaSet.createdAt <= now)
    .map((replicaSet) => {
      const { service } = replicaSet;
      const isNewest = !world.replicaSets.some((o) => o.service === service && o.revision > replicaSet.revision && o.createdAt <= now);
      const replicas = isNewest ? service.pods : 0;
      return {
        metadata: {
          name: replicaSet.name,
          namespace: service.namespace,
          uid: `uid-${replicaSet.name}`,
          creationTimestamp: iso(replicaSet.createdAt),
          labels: { ...appLabels(service), 'pod-template-hash': hashOf(replicaSet) },
          annotations: { 'deployment.kubernetes.io/revision': String(replicaSet.revision), 'kubernetes.io/change-cause': replicaSet.cause },
          ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: service.workload, uid: `uid-${service.workload}`, controller: true }],
        },
        spec: { replicas, selector: { matchLabels: { ...appLabels(service), 'pod-template-hash': hashOf(replicaSet) } }, template: template(replicaSet) },
        status: { replicas, readyReplicas: replicas },
      };
    });
}

export function deployments(world: World): ClusterObject[] {
  const now = world.now();
  return shop.flatMap((service) => {
    const newest = world.replicaSets.findLast((replicaSet) => replicaSet.service === service && replicaSet.createdAt <= now);
    const first = world.replicaSets.find((replicaSet) => replicaSet.service === service);
    if (!newest || !first) return [];
    const live = world.livePods(service.name, now);
    const up = live.filter((pod) => !pod.restarts.some((restart) => now >= restart.at && now < restart.at + startUpMs)).length;
    const available = Math.min(service.pods, up);
    return [
      {
        metadata: {
          name: service.workload,
          namespace: service.namespace,
          uid: `uid-${service.workload}`,
          creationTimestamp: iso(first.createdAt - 200 * 86_400_000),
          labels: appLabels(service),
          annotations: { 'deployment.kubernetes.io/revision': String(newest.revision), 'kubernetes.io/change-cause': newest.cause },
        },
        spec: { replicas: service.pods, revisionHistoryLimit: 10, selector: { matchLabels: { app: service.workload } }, template: template(newest) },
        status: {
          replicas: service.pods,
          updatedReplicas: service.pods,
          readyReplicas: available,
          availableReplicas: available,
          conditions: [
            { type: 'Available', status: available > 0 ? 'True' : 'False', reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.', lastTransitionTime: iso(newest.createdAt), lastUpdateTime: iso(newest.createdAt) },
            { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable', message: `ReplicaSet "${newest.name}" has successfully progressed.`, lastTransitionTime: iso(newest.createdAt), lastUpdateTime: iso(newest.createdAt + 30_000) },
          ],
        },
      },
    ];
  });
}

function isNodeReady(world: World, name: string, now: number): boolean {
  const trouble = world.scenario.nodes?.find((script) => script.node === name);
  return !trouble || now < world.momentOf(trouble.notReadyAt);
}

export function clusterNodes(world: World): ClusterObject[] {
  return nodes.map((node) => {
    const trouble = world.scenario.nodes?.find((script) => script.node === node.name);
    const ready = isNodeReady(world, node.name, world.now());
    const changedAt = iso(ready ? world.alarmAt - 30 * 86_400_000 : world.momentOf(trouble?.notReadyAt ?? 0));
    return {
      metadata: { name: node.name, labels: { 'topology.kubernetes.io/zone': node.zone }, creationTimestamp: iso(world.alarmAt - 30 * 86_400_000) },
      status: {
        conditions: [
          { type: 'MemoryPressure', status: 'False', reason: 'KubeletHasSufficientMemory', message: 'kubelet has sufficient memory available', lastTransitionTime: iso(world.alarmAt - 30 * 86_400_000) },
          ready
            ? { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status', lastTransitionTime: changedAt }
            : { type: 'Ready', status: 'Unknown', reason: trouble?.reason ?? 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.', lastTransitionTime: changedAt },
        ],
      },
    };
  });
}
