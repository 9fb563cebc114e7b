import { shop } from '../../shop/shop.ts';
import { type SimulatedPod, startUpMs, type World } from '../../telemetry/world.ts';
import { isNodeReady } from './nodes.ts';
import { appLabels, hashOf, image, iso, template } from './objects.ts';

export function pods(world: World) {
  const now = world.now();
  return shop.flatMap((service) => world.livePods(service.name, now).map((pod) => podObject(world, pod, now)));
}

function podObject(world: World, pod: SimulatedPod, now: number) {
  const { replicaSet } = pod;
  const { service } = replicaSet;
  const past = pod.restarts.filter((restart) => restart.at <= now);
  const last = past[past.length - 1];
  const isStarting = last !== undefined && now < last.at + startUpMs;
  const started = Math.max(pod.from, last?.at ?? 0) + 2000;
  const ended = last && {
    terminated: {
      reason: last.reason,
      exitCode: last.exitCode,
      startedAt: iso((past[past.length - 2]?.at ?? pod.from) + 2000),
      finishedAt: iso(last.at),
    },
  };
  const crashLoops = past.length >= 4 && isStarting;
  const state = crashLoops
    ? {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off 40s restarting failed container=${service.workload} pod=${pod.name}`,
        },
      }
    : { running: { startedAt: iso(started) } };
  const ready = isNodeReady(world, pod.node, now) && !isStarting;
  return {
    metadata: {
      name: pod.name,
      namespace: service.namespace,
      uid: `uid-${pod.name}`,
      creationTimestamp: iso(pod.from),
      labels: { ...appLabels(service), 'pod-template-hash': hashOf(replicaSet) },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: replicaSet.name,
          uid: `uid-${replicaSet.name}`,
          controller: true,
        },
      ],
    },
    spec: { nodeName: pod.node, ...template(replicaSet).spec },
    status: {
      phase: 'Running',
      podIP: pod.ip,
      startTime: iso(pod.from),
      conditions: [
        {
          type: 'Ready',
          status: ready ? 'True' : 'False',
          lastTransitionTime: iso(started),
          ...(ready ? {} : { reason: 'ContainersNotReady' }),
        },
      ],
      containerStatuses: [
        {
          name: service.workload,
          image: image(replicaSet),
          restartCount: past.length,
          ready,
          state,
          lastState: ended ?? {},
        },
      ],
    },
  };
}
