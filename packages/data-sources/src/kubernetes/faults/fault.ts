import type { InfraEvent, PlatformFault, Window } from '@incidentfox/incident';
import type { IngressClass, VolumeClaim } from '../objects/objects.schema.ts';
import type { NamespaceObjects } from '../objects/read-objects.ts';
import type { ClusterEvent, ClusterPod, ClusterReplicaSet, Workload } from '../responses.schema.ts';
import type { LocatedWorkload } from '../workload/located-workload.ts';

/** Everything that was read of a service's surroundings; what is undefined is not known, and nothing is concluded from it. */
export interface Surroundings extends NamespaceObjects {
  readonly at: Pick<LocatedWorkload, 'kind' | 'kindName' | 'name' | 'namespace'> & { readonly workload: Workload };
  /** Names the service goes by, the workload's first. */
  readonly names: readonly string[];
  readonly pods: readonly ClusterPod[];
  readonly replicaSets: readonly ClusterReplicaSet[];
  /** About the workload itself, whatever their type. */
  readonly workloadEvents: readonly ClusterEvent[];
  readonly claims: readonly VolumeClaim[] | undefined;
  readonly ingressClasses: readonly IngressClass[] | undefined;
  readonly window: Window;
}

/** What one look at the objects found wrong. */
export interface StandingFault {
  readonly kind: PlatformFault;
  /** A pod's name, or the kind and name of another object: `Service checkout`. */
  readonly object: string;
  /** Since when, epoch ms, by the object's own times; undefined when it has none that says so. */
  readonly since: number | undefined;
  /** What is wrong, in a sentence without its end; names in it are untrusted. */
  readonly message: string;
  /** What a person types to see it. */
  readonly command: string | undefined;
  /** How many objects are the same way. Default: 1. */
  readonly count?: number;
  readonly node?: string | undefined;
}

/** Looks at the surroundings of one service for one kind of fault; pure. */
export type FaultFinder = (seen: Surroundings) => readonly StandingFault[];

const plainWord = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,120}$/;

/** `kubectl get service checkout -n shop`; undefined when a name is no plain word, so that no text becomes a command. */
export function kubectl(
  verb: string,
  name: string,
  namespace: string | null | undefined,
  more = '',
): string | undefined {
  const isPlain = plainWord.test(name) && (namespace == null || plainWord.test(namespace));
  if (!isPlain) return undefined;
  return `kubectl ${verb} ${name}${namespace == null ? '' : ` -n ${namespace}`}${more}`;
}

const stamp = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

/** A fault as the platform's event in the window; undefined when it began after it. A fault stands until the window's end. */
export function faultToInfraEvent(
  fault: StandingFault,
  service: string | null,
  window: Window,
): InfraEvent | undefined {
  const { kind, object, since, message, command, count = 1, node } = fault;
  if (since !== undefined && since >= window.to) return undefined;
  const dated = since === undefined ? 'since when is not known' : `since ${stamp(since)} UTC`;
  return {
    kind,
    service,
    object,
    count,
    firstAt: since ?? window.from,
    lastAt: window.to - 1,
    ...(since === undefined ? { isSinceUnknown: true as const } : {}),
    ...(node === undefined ? {} : { node }),
    message: `${message.slice(0, 440)}; ${dated}`,
    ...(command === undefined ? {} : { command }),
  };
}
