import type { Service } from '@incidentfox/incident';
import { configuredNameOf, namesOf } from '../../answering/names-of.ts';
import { withoutEnvironment } from '../../environment/environment-kind.ts';
import type { Workload } from '../responses.schema.ts';

export const workloadKinds = ['deployments', 'statefulsets', 'daemonsets'] as const;
export type WorkloadKind = (typeof workloadKinds)[number];
/** With what else keeps pods: scheduled jobs, Argo's rollouts, and any owner that answers for its scale. */
export type LocatedKind = WorkloadKind | 'cronjobs' | 'rollouts' | 'others';

/** Where and under which names a service is looked for. */
export interface WorkloadSearch {
  /** Undefined: in all namespaces. */
  readonly namespace: string | undefined;
  readonly names: readonly string[];
}

/** From `kubernetes: "checkout"`, `"shop/checkout"`, `{ namespace, workload }`, or the catalogue's name and aliases. */
export function toWorkloadSearch(service: Service, defaultNamespace: string | undefined): WorkloadSearch {
  const configured = configuredNameOf(service, 'kubernetes');
  if (typeof configured === 'string') {
    const [first = '', second] = configured.split('/');
    return second === undefined
      ? { namespace: defaultNamespace, names: [first] }
      : { namespace: first, names: [second] };
  }
  const workload = configured?.workload ?? configured?.deployment ?? configured?.name;
  return {
    namespace: configured?.namespace ?? defaultNamespace,
    names: workload === undefined ? namesOf({ ...service, vendorNames: {} }, 'kubernetes') : [workload],
  };
}

const nameLabels = ['app.kubernetes.io/name', 'app', 'k8s-app', 'app.kubernetes.io/instance'];

/**
 * The workloads with one of the names, one a namespace: called so, labelled so, or called so but for an environment (`checkout-prod`).
 * The first name that any has wins.
 */
export function pickWorkloads(workloads: readonly Workload[], names: readonly string[]): Workload[] {
  for (const name of names) {
    const called = workloads.filter(({ metadata }) => metadata.name === name);
    const labelled = workloads.filter(({ metadata }) => nameLabels.some((label) => metadata.labels?.[label] === name));
    const placed = workloads.filter(({ metadata }) => withoutEnvironment(metadata.name) === name.toLowerCase());
    const found = [...called, ...onlyOnesIn(labelled, called), ...placed];
    if (found.length > 0) return [...new Set(found)];
  }
  return [];
}

/** Several workloads with one label (a web and a worker of one app) leave open which is meant; the name must say it. */
function onlyOnesIn(labelled: readonly Workload[], called: readonly Workload[]): Workload[] {
  const namespaceOf = ({ metadata }: Workload) => metadata.namespace;
  return labelled.filter((one) =>
    [...labelled, ...called].every((other) => other === one || namespaceOf(other) !== namespaceOf(one)),
  );
}

/** Labels that say outright in which environment a workload is. */
const environmentLabels = ['environment', 'env', 'app.kubernetes.io/environment', 'tags.datadoghq.com/env'];

export function environmentOf({ metadata }: Workload): string | undefined {
  return environmentLabels.map((label) => metadata.labels?.[label]).find((value) => value);
}

/** The label selector of a workload's pods as the API wants it. Values come from the cluster, names from nobody. */
export function labelSelectorOf(workload: Workload): string {
  const { matchLabels, matchExpressions } = workload.spec.selector;
  const equal = Object.entries(matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const expressions = (matchExpressions ?? []).map(({ key, operator, values }) => {
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator === 'NotIn' ? 'notin' : 'in'} (${(values ?? []).join(',')})`;
  });
  return [...equal, ...expressions].join(',');
}
