import { hashOf } from '../../shop/random.ts';
import type { ClusterEventScript } from '../../shop/scenario.ts';
import { type ShopService, shop, shopService } from '../../shop/shop.ts';
import type { World } from '../../telemetry/world.ts';
import type { ClusterObject } from './objects.ts';

/** The cluster forgets events after this long. */
const keptMs = 3_600_000;

const iso = (at: number) => new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z');

/** What the cluster recorded in the last hour: rollouts, restarts, and what the scenario adds. */
export function events(world: World): (ClusterObject & {
  readonly involvedObject: Record<string, string>;
  readonly type: string;
  readonly reason: string;
})[] {
  const now = world.now();
  return [...rolloutEvents(world), ...restartEvents(world), ...(world.scenario.clusterEvents ?? [])]
    .filter((script) => world.momentOf(script.at) <= now && lastSeen(world, script, now) > now - keptMs)
    .map((script) => toEvent(world, script, now));
}

const lastSeen = (world: World, script: ClusterEventScript, now: number) =>
  Math.min(now, world.momentOf(script.until ?? script.at));

function toEvent(world: World, script: ClusterEventScript, now: number) {
  const service = script.service === undefined ? null : shopService(script.service);
  const involvedObject = involved(world, script, service);
  const id = hashOf(script.reason, script.message, script.at).toString(16).padStart(16, '0');
  return {
    metadata: {
      name: `${involvedObject.name}.${id}`,
      namespace: service?.namespace ?? 'default',
      uid: `uid-${id}`,
      creationTimestamp: iso(world.momentOf(script.at)),
    },
    involvedObject,
    type: script.type,
    reason: script.reason,
    message: script.message,
    count: script.count ?? 1,
    firstTimestamp: iso(world.momentOf(script.at)),
    lastTimestamp: iso(lastSeen(world, script, now)),
    eventTime: null,
    source: { component: script.node ? 'node-controller' : 'kubelet' },
  };
}

function involved(world: World, script: ClusterEventScript, service: ShopService | null): Record<string, string> {
  if (script.node !== undefined) return { kind: 'Node', name: script.node };
  if (!service) return { kind: 'Namespace', name: 'shop' };
  const base = { namespace: service.namespace, apiVersion: 'v1' };
  if (script.pod === undefined) return { ...base, kind: 'Deployment', name: service.workload, apiVersion: 'apps/v1' };
  const pod = world.livePods(service.name, world.momentOf(script.at))[script.pod];
  return { ...base, kind: 'Pod', name: pod?.name ?? service.workload };
}

function rolloutEvents(world: World): ClusterEventScript[] {
  return (world.scenario.deploys ?? []).map((deploy) => {
    const replicaSet = world.replicaSets.find(
      (one) => one.service.name === deploy.service && one.createdAt === world.momentOf(deploy.at),
    );
    return {
      service: deploy.service,
      at: deploy.at,
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled up replica set ${replicaSet?.name ?? deploy.service} to ${shopService(deploy.service).pods}`,
    };
  });
}

function restartEvents(world: World): ClusterEventScript[] {
  return shop.flatMap((service) =>
    Array.from({ length: service.pods }, (_unused, pod) => {
      const restarts = (world.scenario.restarts ?? []).filter(
        (restart) =>
          restart.service === service.name && restart.pod === pod && world.momentOf(restart.at) <= world.now(),
      );
      const [first] = restarts;
      const last = restarts[restarts.length - 1];
      if (!first || !last) return [];
      const started: ClusterEventScript = {
        service: service.name,
        pod,
        at: first.at,
        until: last.at,
        count: restarts.length,
        type: 'Normal',
        reason: 'Started',
        message: `Started container ${service.workload}`,
      };
      return [started];
    }).flat(),
  );
}
