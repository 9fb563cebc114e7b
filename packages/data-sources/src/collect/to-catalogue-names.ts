import type { Edge, MetricSeries, Service } from '@incidentfox/incident';

/** Gives the catalogue's name for what a vendor calls a service; a name nobody in the catalogue has stays as it is. */
export type Canonical = (name: string) => string;

/** Names and aliases first, then what the catalogue says the vendors call it. A name two services have stays as it is. */
export function canonicalNames(services: readonly Service[]): Canonical {
  const owners = new Map<string, Set<string>>();
  for (const { name, aliases, vendorNames } of services) {
    const vendors = Object.values(vendorNames).flatMap((one) =>
      typeof one === 'string' ? one : (one.workload ?? one.service ?? []),
    );
    for (const other of [...aliases, ...vendors]) owners.set(other, (owners.get(other) ?? new Set()).add(name));
  }
  const own = new Set(services.map(({ name }) => name));
  return (name) => {
    const [owner, ...others] = own.has(name) ? [name] : (owners.get(name) ?? []);
    return owner === undefined || others.length > 0 ? name : owner;
  };
}

/** An edge between catalogue services, also where the vendor calls them otherwise. */
export const withCatalogueEnds =
  (canonical: Canonical) =>
  <E extends Edge>(edge: E): E => ({ ...edge, from: canonical(edge.from), to: canonical(edge.to) });

export const withCataloguePeer =
  (canonical: Canonical) =>
  <S extends MetricSeries>(series: S): S => ({
    ...series,
    service: canonical(series.service),
    ...(series.peer === undefined ? {} : { peer: canonical(series.peer) }),
  });
