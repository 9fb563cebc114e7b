import type { Edge, MetricSeries, Service } from '@incidentfox/incident';
import { nameOwners } from '../service-identity/name-owners.ts';

/** Gives the catalogue's name for what a vendor calls a service; a name nobody in the catalogue has stays as it is. */
export type Canonical = (name: string) => string;

export function canonicalNames(services: readonly Service[]): Canonical {
  const ownerOf = nameOwners(services);
  return (name) => ownerOf(name)?.name ?? name;
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
