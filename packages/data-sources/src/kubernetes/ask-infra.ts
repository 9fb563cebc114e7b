import type { InfraEvent } from '@incidentfox/incident';
import type { QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import type { KubernetesClient } from './client.ts';
import { joinInfraEvents } from './infra/join-infra-events.ts';
import { toClusterInfraEvent, toScalingEvent, toStuckRollout } from './infra/to-cluster-infra-events.ts';
import { toNodeInfraEvents } from './infra/to-node-infra-events.ts';
import { toPodInfraEvents } from './infra/to-pod-infra-events.ts';
import type { ClusterEvent, ClusterPod, ClusterReplicaSet } from './responses.schema.ts';
import { readReplicaSets, readWorkloadEvents } from './rollouts/read-rollouts.ts';
import { toRevisions } from './rollouts/to-revisions.ts';
import type { KubernetesSettings } from './settings.ts';
import { toDashboardLink } from './to-dashboard-link.ts';
import { type LocatedWorkload, locateWorkload } from './workload/locate-workload.ts';

/** What happened to the pods of a workload, to the workload and to the nodes its pods run on. */
export async function askInfra(
  { client, settings }: { client: KubernetesClient; settings: KubernetesSettings },
  question: Question,
  run: QuestionRun,
): Promise<InfraEvent[]> {
  const at = await locateWorkload(client, question, settings.default_namespace, run);
  if (at === null) return [];
  run.deepLink(toDashboardLink(at, settings));
  const [pods = [], warnings = [], about = [], sets = []] = await Promise.all([
    run.part('the list of pods', () => client.pods(at.namespace, at.labelSelector, run)),
    run.part('the list of warning events', () => client.events(at.namespace, 'type=Warning', run)),
    run.part('the list of scaling events', () => readWorkloadEvents(client, at, run)),
    run.part('the list of replica sets', () => readReplicaSets(client, at, run)),
  ]);
  const nodes = (await run.part('the state of the nodes', () => nodesOf(client, pods, run))) ?? [];
  const { window } = question;
  const service = question.service.name;
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

async function nodesOf(client: KubernetesClient, pods: readonly ClusterPod[], run: QuestionRun) {
  const names = new Set(pods.flatMap((pod) => pod.spec?.nodeName ?? []));
  return names.size === 0 ? [] : (await client.nodes(run)).filter(({ metadata }) => names.has(metadata.name));
}

/** Events of the workload, of its replica sets, of its pods, and of pods that are gone but carry a known replica set's name. */
function isAbout(
  event: ClusterEvent,
  at: LocatedWorkload,
  pods: readonly ClusterPod[],
  sets: readonly ClusterReplicaSet[],
): boolean {
  const { kind, name } = event.involvedObject;
  if (!name) return false;
  if (kind !== 'Pod') return name === at.name || sets.some(({ metadata }) => metadata.name === name);
  if (pods.some(({ metadata }) => metadata.name === name)) return true;
  const owners = at.kind === 'deployments' ? sets.map(({ metadata }) => metadata.name) : [at.name];
  return owners.some((owner) => name.startsWith(`${owner}-`) && /^[a-z0-9]+$/.test(name.slice(owner.length + 1)));
}
