import { changedAt, specChangedAt } from '../objects/changed-at.ts';
import type { ClusterIngress } from '../objects/objects.schema.ts';
import { type FaultFinder, kubectl, type Surroundings } from './fault.ts';
import { servicesOf } from './service-faults.ts';

type Backend = NonNullable<NonNullable<ClusterIngress['spec']['defaultBackend']>['service']>;

const backendsOf = ({ spec }: ClusterIngress): Backend[] =>
  [
    spec.defaultBackend,
    ...(spec.rules ?? []).flatMap(({ http }) => (http?.paths ?? []).map(({ backend }) => backend)),
  ].flatMap((backend) => backend?.service ?? []);

/** Ingresses that lead to the workload's Services, or that are called or meant to lead as the service is called. */
export function ingressesOf(seen: Surroundings): ClusterIngress[] {
  const own = new Set([...seen.names, ...servicesOf(seen).map(({ metadata }) => metadata.name)]);
  return (seen.ingresses ?? []).filter(
    (one) => own.has(one.metadata.name) || backendsOf(one).some(({ name }) => own.has(name)),
  );
}

/** An Ingress names a Service or a port that is not there, or a class that is not there, or none where there is no default. */
export const brokenRoute: FaultFinder = (seen) =>
  ingressesOf(seen).flatMap((ingress) => {
    const wrong = backendFault(ingress, seen) ?? classFault(ingress, seen);
    if (wrong === undefined) return [];
    const { name, namespace } = ingress.metadata;
    return [
      {
        kind: 'route_broken' as const,
        object: `Ingress ${name}`,
        since: changedAt(ingress.metadata, ['f:spec']) ?? specChangedAt(ingress.metadata),
        message: wrong,
        command: kubectl('describe ingress', name, namespace),
      },
    ];
  });

function backendFault(ingress: ClusterIngress, { services }: Surroundings): string | undefined {
  if (services === undefined) return undefined;
  for (const { name, port } of backendsOf(ingress)) {
    const service = services.find(({ metadata }) => metadata.name === name);
    if (service === undefined) return `its backend, the Service ${name}, does not exist`;
    const ports = service.spec.ports ?? [];
    const isThere = ports.some((one) => (port?.name ? one.name === port.name : one.port === port?.number));
    if (port != null && service.spec.type !== 'ExternalName' && !isThere)
      return `its backend, the Service ${name}, has no port ${port.name || port.number}`;
  }
  return undefined;
}

const oldClass = 'kubernetes.io/ingress.class';
const isDefault = 'ingressclass.kubernetes.io/is-default-class';

function classFault({ metadata, spec }: ClusterIngress, { ingressClasses }: Surroundings): string | undefined {
  // The annotation names what a controller was started with, which no object holds.
  if (ingressClasses === undefined || metadata.annotations?.[oldClass] !== undefined) return undefined;
  const named = spec.ingressClassName;
  if (named)
    return ingressClasses.some((one) => one.metadata.name === named) ? undefined : `its class ${named} does not exist`;
  const hasDefault = ingressClasses.some((one) => one.metadata.annotations?.[isDefault] === 'true');
  return hasDefault ? undefined : 'it names no class, and the cluster has no default one';
}
