import { changedAt } from '../objects/changed-at.ts';
import { toTime } from '../to-time.ts';
import { type FaultFinder, kubectl, type StandingFault, type Surroundings } from './fault.ts';
import { faultInSentence } from './refusal.ts';

/** Pods come up for so long without anything being wrong. */
const graceMs = 3 * 60_000;

export const objectOf = ({ at }: Surroundings): string => `${at.kindName} ${at.name}`;
/** `get deployment checkout -n shop`. */
export const look = (verb: string, { at }: Surroundings, more = ''): string | undefined =>
  kubectl(`${verb} ${at.kindName.toLowerCase()}`, at.name, at.namespace, more);

const conditionOf = ({ at }: Surroundings, type: string) =>
  at.workload.status?.conditions?.find((condition) => condition.type === type);

/** Nobody wants pods of it, and no autoscaler is to bring them back when there is work. */
export const scaledToZero: FaultFinder = (seen) => {
  const { at, workloadEvents, autoscalers } = seen;
  const isRestingByDesign = (autoscalers ?? []).some(
    ({ spec }) => spec.scaleTargetRef.name === at.name && spec.minReplicas === 0,
  );
  if (at.workload.spec.replicas !== 0 || isRestingByDesign) return [];
  const scaled = workloadEvents.filter(({ message }) =>
    /^Scaled down replica set \S+ (?:from \d+ )?to 0/.test(message ?? ''),
  );
  const times = scaled.flatMap((event) => toTime(event.lastTimestamp ?? event.eventTime) ?? []);
  return [
    {
      kind: 'scaled_to_zero',
      object: objectOf(seen),
      since: times.length > 0 ? Math.max(...times) : changedAt(at.workload.metadata, ['f:spec', 'f:replicas']),
      message: 'its number of replicas is 0',
      command: look('get', seen),
    },
  ];
};

/** Why no pods could be made, which the workload and its replica sets remember longer than events last. */
export const refusedPods: FaultFinder = (seen) => {
  const own = (seen.at.workload.status?.conditions ?? []).map((condition) => ({ condition, object: objectOf(seen) }));
  const ofSets = seen.replicaSets.flatMap(({ metadata, status, spec }) =>
    spec.replicas === 0
      ? []
      : (status?.conditions ?? []).map((condition) => ({ condition, object: `ReplicaSet ${metadata.name}` })),
  );
  const found = [...own, ...ofSets].flatMap(({ condition, object }): StandingFault[] => {
    const kind =
      condition.type === 'ReplicaFailure' && condition.status === 'True'
        ? faultInSentence(condition.message)
        : undefined;
    if (kind === undefined) return [];
    const since = toTime(condition.lastTransitionTime);
    return [{ kind, object, since, message: condition.message ?? '', command: look('describe', seen) }];
  });
  return found.slice(0, 1);
};

/** A rollout that its deadline has passed, or a stateful set whose new revision does not come up. */
export const stuckRollout: FaultFinder = (seen) => {
  const { at, window } = seen;
  const progressing = conditionOf(seen, 'Progressing');
  // Only the cluster's own kinds have a status of their rollout.
  const command = look(at.kind === 'rollouts' ? 'describe' : 'rollout status', seen);
  if (progressing?.reason === 'ProgressDeadlineExceeded' || progressing?.reason === 'RolloutAborted') {
    const since = toTime(progressing.lastTransitionTime) ?? toTime(progressing.lastUpdateTime);
    return [
      {
        kind: 'rollout_stuck',
        object: objectOf(seen),
        since,
        message: progressing.message ?? 'its deadline has passed',
        command,
      },
    ];
  }
  const { status, spec } = at.workload;
  if (at.kind !== 'statefulsets' || !status?.updateRevision || status.updateRevision === status.currentRevision)
    return [];
  const waiting = unreadySince(seen, status.updateRevision);
  if (waiting === undefined || waiting > window.to - graceMs) return [];
  const message = `${status.updatedReplicas ?? 0} of ${spec.replicas ?? 1} pods have the new revision, and the newest does not become ready`;
  return [{ kind: 'rollout_stuck', object: objectOf(seen), since: waiting, message, command }];
};

/** Since when the pod that is longest not ready is so; of one revision, when one is given. */
function unreadySince({ pods, at }: Surroundings, revision?: string): number | undefined {
  const own =
    revision === undefined
      ? pods
      : pods.filter(({ metadata }) => metadata.labels?.['controller-revision-hash'] === revision);
  const times = own.flatMap(({ status, metadata }) => {
    const ready = status?.conditions?.find(({ type }) => type === 'Ready');
    return ready?.status === 'False'
      ? (toTime(ready.lastTransitionTime) ?? toTime(metadata.creationTimestamp) ?? [])
      : [];
  });
  if (times.length > 0) return Math.min(...times);
  return own.length === 0 && revision === undefined
    ? changedAt(at.workload.metadata, ['f:status', 'f:readyReplicas'])
    : undefined;
}

/** Fewer pods are ready than there should be, for longer than pods take to start. */
export const unreadyPods: FaultFinder = (seen) => {
  const { at, window } = seen;
  const { status, spec } = at.workload;
  const wanted = at.kind === 'daemonsets' ? (status?.desiredNumberScheduled ?? 0) : (spec.replicas ?? 1);
  const ready = at.kind === 'daemonsets' ? (status?.numberReady ?? 0) : (status?.readyReplicas ?? 0);
  const available = conditionOf(seen, 'Available');
  const isShort = at.kind === 'deployments' ? available?.status === 'False' : status != null && ready < wanted;
  if (wanted === 0 || !isShort) return [];
  const since = toTime(available?.lastTransitionTime) ?? unreadySince(seen);
  if (since !== undefined && since > window.to - graceMs) return [];
  return [
    {
      kind: 'pods_unready',
      object: objectOf(seen),
      since,
      message: `${ready} of ${wanted} pods are ready`,
      command: look('describe', seen),
    },
  ];
};
