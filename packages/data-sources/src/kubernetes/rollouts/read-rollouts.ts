import type { QuestionRun, SharedReads } from '../../answering/index.ts';
import type { KubernetesClient } from '../client.ts';
import { shareList } from '../objects/share-list.ts';
import type { ClusterEvent, ClusterReplicaSet } from '../responses.schema.ts';
import type { LocatedWorkload } from '../workload/located-workload.ts';
import { type Revision, toRevisions } from './to-revisions.ts';

/** What changed and what happened are asked at the same time, and both need these. */
export interface WorkloadAccess {
  readonly client: KubernetesClient;
  readonly ofWorkload: SharedReads;
}

const makesReplicaSets = ({ kind }: LocatedWorkload): boolean => kind === 'deployments' || kind === 'rollouts';

/** The replica sets a deployment made (none for other workloads). */
export async function readReplicaSets(
  { client, ofWorkload }: WorkloadAccess,
  at: LocatedWorkload,
  run: QuestionRun,
): Promise<ClusterReplicaSet[]> {
  if (!makesReplicaSets(at)) return [];
  return (
    await shareList(ofWorkload, `replica sets of ${at.namespace} with ${at.labelSelector}`, run, (one) =>
      client.replicaSets(at.namespace, at.labelSelector, one),
    )
  ).filter((set) => isOwnedBy(set.metadata.ownerReferences, at.name));
}

/** Every state of the workload's pod template the cluster still keeps. */
export async function readRevisions(
  access: WorkloadAccess,
  at: LocatedWorkload,
  run: QuestionRun,
): Promise<Revision[]> {
  if (makesReplicaSets(at)) return toRevisions(await readReplicaSets(access, at, run), []);
  const all = await access.client.controllerRevisions(at.namespace, at.labelSelector, run);
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
export const readWorkloadEvents = (
  { client, ofWorkload }: WorkloadAccess,
  at: LocatedWorkload,
  run: QuestionRun,
): Promise<readonly ClusterEvent[]> =>
  shareList(ofWorkload, `events of ${at.namespace}/${at.name}`, run, (one) =>
    client.events(at.namespace, `involvedObject.name=${at.name}`, one),
  );
