import type { QuestionRun } from '../../answering/index.ts';
import type { KubernetesClient } from '../client.ts';
import type { ClusterReplicaSet } from '../responses.schema.ts';
import type { LocatedWorkload } from '../workload/locate-workload.ts';
import { type Revision, toRevisions } from './to-revisions.ts';

const makesReplicaSets = ({ kind }: LocatedWorkload): boolean => kind === 'deployments' || kind === 'rollouts';

/** The replica sets a deployment made (none for other workloads). */
export async function readReplicaSets(
  client: KubernetesClient,
  at: LocatedWorkload,
  run: QuestionRun,
): Promise<ClusterReplicaSet[]> {
  if (!makesReplicaSets(at)) return [];
  return (await client.replicaSets(at.namespace, at.labelSelector, run)).filter((set) =>
    isOwnedBy(set.metadata.ownerReferences, at.name),
  );
}

/** Every state of the workload's pod template the cluster still keeps. */
export async function readRevisions(
  client: KubernetesClient,
  at: LocatedWorkload,
  run: QuestionRun,
): Promise<Revision[]> {
  if (makesReplicaSets(at)) return toRevisions(await readReplicaSets(client, at, run), []);
  const all = await client.controllerRevisions(at.namespace, at.labelSelector, run);
  return toRevisions(
    [],
    all.filter(({ metadata }) => isOwnedBy(metadata.ownerReferences, at.name)),
  );
}

/** Objects without owners are kept: the selector already chose them. */
function isOwnedBy(owners: readonly { name: string }[] | null | undefined, name: string): boolean {
  return !owners || owners.length === 0 || owners.some((owner) => owner.name === name);
}

/** What the cluster recorded about the workload itself: scaling, above all. */
export function readWorkloadEvents(client: KubernetesClient, at: LocatedWorkload, run: QuestionRun) {
  return client.events(at.namespace, `involvedObject.name=${at.name}`, run);
}
