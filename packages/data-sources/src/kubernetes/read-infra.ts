import type { InfraEvent } from '@incidentfox/incident';
import type { Ask } from '../data-source.ts';
import type { Asking } from '../execution/index.ts';
import type { KubernetesClient } from './client.ts';
import { joinInfraEvents } from './join-infra-events.ts';
import type { LocatedWorkload } from './locate-workload.ts';
import { readReplicaSets, readWorkloadEvents } from './read-rollouts.ts';
import type { ClusterEvent, Pod, ReplicaSet } from './responses.schema.ts';
import { toClusterInfraEvent, toScalingEvent, toStuckRollout } from './to-cluster-infra-events.ts';
import { toNodeInfraEvents } from './to-node-infra-events.ts';
import { toPodInfraEvents } from './to-pod-infra-events.ts';
import { toRevisions } from './to-revisions.ts';

/** What happened to the pods of a workload, to the workload and to the nodes its pods run on. */
export async function readInfra(
  client: KubernetesClient,
  at: LocatedWorkload,
  ask: Ask,
  asking: Asking,
): Promise<InfraEvent[]> {
  const [pods = [], warnings = [], about = [], sets = []] = await Promise.all([
    asking.part('the list of pods', () => client.pods(at.namespace, at.labelSelector, asking)),
    asking.part('the list of warning events', () => client.events(at.namespace, 'type=Warning', asking)),
    asking.part('the list of scaling events', () => readWorkloadEvents(client, at, asking)),
    asking.part('the list of replica sets', () => readReplicaSets(client, at, asking)),
  ]);
  const nodes = (await asking.part('the state of the nodes', () => nodesOf(client, pods, asking))) ?? [];
  const { window } = ask;
  const service = ask.service.name;
  const rolloutTimes = toRevisions(sets, []).flatMap((revision) => revision.at ?? []);
  const stuck = toStuckRollout(at.workload, service, window);
  return joinInfraEvents([
    ...pods.flatMap((pod) => toPodInfraEvents(pod, service, window)),
    ...warnings
      .filter((event) => isAbout(event, at, pods, sets))
      .flatMap((event) => toClusterInfraEvent(event, service, window) ?? []),
    ...about.flatMap((event) => toScalingEvent(event, { service, window, rolloutTimes }) ?? []),
    ...(stuck === undefined ? [] : [stuck]),
    ...nodes.flatMap((node) => toNodeInfraEvents(node, service, window)),
  ]);
}

async function nodesOf(client: KubernetesClient, pods: readonly Pod[], asking: Asking) {
  const names = new Set(pods.flatMap((pod) => pod.spec?.nodeName ?? []));
  return names.size === 0 ? [] : (await client.nodes(asking)).filter(({ metadata }) => names.has(metadata.name));
}

/** Events of the workload, of its replica sets, of its pods, and of pods that are gone but carry a known replica set's name. */
function isAbout(event: ClusterEvent, at: LocatedWorkload, pods: readonly Pod[], sets: readonly ReplicaSet[]): boolean {
  const { kind, name } = event.involvedObject;
  if (!name) return false;
  if (kind !== 'Pod') return name === at.name || sets.some(({ metadata }) => metadata.name === name);
  if (pods.some(({ metadata }) => metadata.name === name)) return true;
  const owners = at.kind === 'deployments' ? sets.map(({ metadata }) => metadata.name) : [at.name];
  return owners.some((owner) => name.startsWith(`${owner}-`) && /^[a-z0-9]+$/.test(name.slice(owner.length + 1)));
}
