import type { InfraEvent } from '@incidentfox/incident';
import { namesOf, type QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import type { ClusterReader } from './deps.ts';
import { faultToInfraEvent, type Surroundings } from './faults/fault.ts';
import { findFaults } from './faults/find-faults.ts';
import { ingressesOf } from './faults/ingress-faults.ts';
import { claimsOf } from './faults/volume-faults.ts';
import { isAbout } from './infra/is-about.ts';
import { joinInfraEvents } from './infra/join-infra-events.ts';
import { relatedObjects } from './infra/related-objects.ts';
import { toClusterInfraEvent, toScalingEvent } from './infra/to-cluster-infra-events.ts';
import { toNodeInfraEvents } from './infra/to-node-infra-events.ts';
import { toPodInfraEvents } from './infra/to-pod-infra-events.ts';
import { shareList } from './objects/share-list.ts';
import type { ClusterPod } from './responses.schema.ts';
import { readReplicaSets, readWorkloadEvents } from './rollouts/read-rollouts.ts';
import { toRevisions } from './rollouts/to-revisions.ts';
import { toDashboardLink } from './to-dashboard-link.ts';
import { locateWorkload } from './workload/locate-workload.ts';

/** What happened to the pods of a workload, to the workload and to the nodes its pods run on, and what the objects around it show to be wrong. */
export async function askInfra(access: ClusterReader, question: Question, run: QuestionRun): Promise<InfraEvent[]> {
  const { client, settings, shared } = access;
  const at = await locateWorkload(access, question, settings.default_namespace, run);
  if (at === null) return [];
  run.deepLink(toDashboardLink(at, settings));
  const [pods = [], warnings = [], workloadEvents = [], replicaSets = [], objects] = await Promise.all([
    run.part('the list of pods', () => client.pods(at.namespace, at.labelSelector, run)),
    run.part('the list of warning events', () =>
      shareList(shared, `warnings of ${at.namespace}`, run, (one) => client.events(at.namespace, 'type=Warning', one)),
    ),
    run.part('the list of scaling events', () => readWorkloadEvents(access, at, run)),
    run.part('the list of replica sets', () => readReplicaSets(access, at, run)),
    access.objects.ofNamespace(at.namespace, run),
  ]);
  const { window, service } = question;
  const names = [...new Set([at.name, ...namesOf(service, 'kubernetes')])];
  const around = { ...objects, at, names, pods, replicaSets, workloadEvents, window };
  const [nodes = [], seen] = await Promise.all([
    run.part('the state of the nodes', () => nodesOf(access, pods, run)),
    withReferred(access, around, run),
  ]);
  const related = relatedObjects(seen);
  const rolloutTimes = toRevisions(replicaSets, []).flatMap((revision) => revision.at ?? []);
  return joinInfraEvents([
    ...findFaults(seen).flatMap((fault) => faultToInfraEvent(fault, service.name, window) ?? []),
    ...pods.flatMap((pod) => toPodInfraEvents(pod, service.name, window)),
    ...warnings
      .filter((event) => isAbout(event, seen, related))
      .flatMap((event) => toClusterInfraEvent(event, service.name, window) ?? []),
    ...workloadEvents.flatMap((event) => toScalingEvent(event, { service: service.name, window, rolloutTimes }) ?? []),
    ...nodes.flatMap((node) => toNodeInfraEvents(node, service.name, window)),
  ]);
}

async function nodesOf({ client, shared }: ClusterReader, pods: readonly ClusterPod[], run: QuestionRun) {
  const names = new Set(pods.flatMap((pod) => pod.spec?.nodeName ?? []));
  if (names.size === 0) return [];
  const all = await shareList(shared, 'nodes', run, (one) => client.nodes(one));
  return all.filter(({ metadata }) => names.has(metadata.name));
}

/** With what is asked for only where something refers to it. */
async function withReferred(
  { objects }: ClusterReader,
  around: Omit<Surroundings, 'claims' | 'ingressClasses'>,
  run: QuestionRun,
): Promise<Surroundings> {
  const bare: Surroundings = { ...around, claims: undefined, ingressClasses: undefined };
  const [claims, ingressClasses] = await Promise.all([
    claimsOf(bare).size === 0 ? undefined : objects.claims(around.at.namespace, run),
    ingressesOf(bare).length === 0 ? undefined : objects.ingressClasses(run),
  ]);
  return { ...bare, claims, ingressClasses };
}
