import { changedAt, specChangedAt } from '../objects/changed-at.ts';
import type { ClusterService } from '../objects/objects.schema.ts';
import { selectsLabels } from '../objects/selects.ts';
import { toTime } from '../to-time.ts';
import { type FaultFinder, kubectl, type StandingFault, type Surroundings } from './fault.ts';

/** Labels that the workload gives its pods. */
export const podLabels = ({ at, pods }: Surroundings): Readonly<Record<string, string>> =>
  at.workload.spec.template?.metadata?.labels ?? pods[0]?.metadata.labels ?? {};

const hasSelector = ({ spec }: ClusterService): boolean =>
  spec.type !== 'ExternalName' && Object.keys(spec.selector ?? {}).length > 0;

/** Services that lead to the workload's pods. */
export const servicesOf = (seen: Surroundings): ClusterService[] =>
  (seen.services ?? []).filter((one) => hasSelector(one) && selectsLabels(one.spec.selector, podLabels(seen)));

/** Services that are called as the workload or its service is, whether or not they lead to it. */
const namesakes = ({ services, names }: Surroundings): ClusterService[] =>
  (services ?? []).filter((one) => hasSelector(one) && names.includes(one.metadata.name));

const describe = ({ metadata }: ClusterService): string | undefined =>
  kubectl('describe service', metadata.name, metadata.namespace);

/** A Service of its name selects something else, or none of the pods it selects is ready. */
export const withoutEndpoints: FaultFinder = (seen) => {
  if (seen.at.workload.spec.replicas === 0) return [];
  const own = servicesOf(seen);
  const selecting = (service: ClusterService) =>
    Object.entries(service.spec.selector ?? {})
      .map((pair) => pair.join('='))
      .join(',');
  return [...new Set([...own, ...namesakes(seen)])].flatMap((service): StandingFault[] => {
    if (service.spec.publishNotReadyAddresses === true || readyBehind(service, seen) !== 0) return [];
    const isWrong = !own.includes(service);
    return [
      {
        kind: isWrong ? 'selector_mismatch' : 'no_endpoints',
        object: `Service ${service.metadata.name}`,
        since: isWrong ? changedAt(service.metadata, ['f:spec', 'f:selector']) : lastReadyAt(seen),
        message: isWrong
          ? `its selector ${selecting(service)} matches no pod of ${seen.at.name}`
          : `no pod that ${selecting(service)} selects is ready (${seen.pods.length} are known)`,
        command: describe(service),
      },
    ];
  });
};

/** How many ready endpoints a Service has; undefined where its slices are not known. */
function readyBehind({ metadata }: ClusterService, { endpointSlices }: Surroundings): number | undefined {
  return endpointSlices
    ?.filter((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === metadata.name)
    .flatMap(({ endpoints }) => endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false).length;
}

/** When the last of the pods stopped being ready; undefined where no pod says so. */
function lastReadyAt({ pods }: Surroundings): number | undefined {
  const times = pods.flatMap(({ status }) => {
    const ready = status?.conditions?.find(({ type }) => type === 'Ready');
    return ready?.status === 'False' ? (toTime(ready.lastTransitionTime) ?? []) : [];
  });
  return times.length === 0 ? undefined : Math.max(...times);
}

/** A Service leads to a named port that no container has, or to a number that none of the containers which declare ports declares. */
export const wrongPort: FaultFinder = (seen) => {
  const containers = seen.at.workload.spec.template?.spec?.containers ?? [];
  const declared = containers.flatMap(({ ports }) => ports ?? []);
  return servicesOf(seen).flatMap((service): StandingFault[] => {
    const wrong = (service.spec.ports ?? []).find(({ port, targetPort = port }) => {
      if (containers.length === 0) return false;
      if (typeof targetPort === 'string' && !/^\d+$/.test(targetPort))
        return !declared.some(({ name }) => name === targetPort);
      return declared.length > 0 && !declared.some(({ containerPort }) => containerPort === Number(targetPort));
    });
    if (wrong === undefined) return [];
    const known = declared
      .map(({ name, containerPort }) => (name ? `${name} (${containerPort})` : containerPort))
      .join(', ');
    return [
      {
        kind: 'wrong_port',
        object: `Service ${service.metadata.name}`,
        since: latest(changedAt(service.metadata, ['f:spec', 'f:ports']), specChangedAt(service.metadata)),
        message: `port ${wrong.port} leads to ${wrong.targetPort ?? wrong.port}; declared: ${known || 'none'}`,
        command: describe(service),
      },
    ];
  });
};

const latest = (first: number | undefined, otherwise: number | undefined): number | undefined => first ?? otherwise;
