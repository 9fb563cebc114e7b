import type { ClusterReplicaSet, ControllerRevision, PodTemplate } from '../responses.schema.ts';
import { toTime } from '../to-time.ts';

/** One state of a workload's pod template, with the number the cluster gave it. */
export interface Revision {
  readonly number: number;
  /** The replica set or controller revision that holds it. */
  readonly name: string;
  readonly uid: string;
  readonly template: PodTemplate;
  /** Epoch ms when this number came up, where the cluster still knows: a revision that is used again keeps its old creation time. */
  readonly at: number | undefined;
  /** It was in use before and came back. */
  readonly isReused: boolean;
  readonly changeCause: string | undefined;
}

/** The cluster's own, and Argo's. */
const numberAnnotations = ['deployment.kubernetes.io/revision', 'rollout.argoproj.io/revision'];
const earlierNumbers = 'deployment.kubernetes.io/revision-history';
const changeCause = 'kubernetes.io/change-cause';

/** Ascending by number. A replica set that was rolled back to appears once for every number it had. */
export function toRevisions(
  sets: readonly ClusterReplicaSet[],
  controllerRevisions: readonly ControllerRevision[],
): Revision[] {
  const fromSets = sets.flatMap((set) => {
    const annotations = set.metadata.annotations ?? {};
    const current = Number(numberAnnotations.map((name) => annotations[name]).find((value) => value !== undefined));
    if (!Number.isFinite(current) || !set.spec.template) return [];
    const earlier = (annotations[earlierNumbers] ?? '')
      .split(',')
      .map(Number)
      .filter((n) => n > 0);
    const numbers = [...new Set([...earlier, current])].sort((a, b) => a - b);
    return numbers.map((number, i) => revision(set, number, set.spec.template as PodTemplate, i > 0));
  });
  const fromControllers = controllerRevisions.flatMap((one) => {
    const template = one.data?.spec?.template;
    return template ? [revision(one, one.revision, template, false)] : [];
  });
  return [...fromSets, ...fromControllers].sort((a, b) => a.number - b.number);
}

function revision(
  from: ClusterReplicaSet | ControllerRevision,
  number: number,
  template: PodTemplate,
  isReused: boolean,
): Revision {
  const { name, uid, creationTimestamp, annotations } = from.metadata;
  return {
    number,
    name,
    uid: uid ?? name,
    template,
    at: isReused ? undefined : toTime(creationTimestamp),
    isReused,
    changeCause: annotations?.[changeCause],
  };
}
