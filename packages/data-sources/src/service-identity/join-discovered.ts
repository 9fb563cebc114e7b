import type { Service } from '@incidentfox/incident';
import { namesOf } from '../answering/names-of.ts';
import { nameOwners } from './name-owners.ts';
import { looseNameOf, plainNameOf } from './plain-name.ts';
import { tieByMeaning } from './tie-by-meaning.ts';

/** A name that a source has for something that runs. */
export interface SeenName {
  readonly kind: string;
  readonly name: string;
}

export interface JoinedServices {
  /** The catalogue, with the sources' own names where those are spelled otherwise. */
  readonly catalogue: readonly Service[];
  /** What runs and is in no catalogue, under its own name. */
  readonly discovered: readonly Service[];
}

const exporterEnding = /[-_](?:metrics|exporter)$/;

/**
 * Ties what the sources call their services to the catalogue; the rest become services of their own. Names that are alike but for the
 * side they serve are one where nothing else could be meant (`Billing`, `billing-web`), and so is what is left of both where each is the
 * other's only match in meaning. Pure and in a fixed order.
 */
export function joinDiscovered(seen: readonly SeenName[], services: readonly Service[]): JoinedServices {
  const ownerOf = nameOwners(services);
  const named = new Map<Service, SeenName[]>();
  const unknown = new Map<string, SeenName[]>();
  for (const one of [...seen].sort((a, b) => compare(a.name, b.name) || compare(a.kind, b.kind))) {
    const bare = bareName(one);
    const owner = ownerOf(one.name) ?? ownerOf(bare);
    const key = plainNameOf(bare);
    if (owner !== undefined) named.set(owner, [...(named.get(owner) ?? []), one]);
    else if (key !== '') unknown.set(key, [...(unknown.get(key) ?? []), one]);
  }
  const unseen = services.filter((service) => !named.has(service));
  for (const [key, group] of [...unknown]) {
    const loose = looseNameOf(key);
    const [owner, ...others] = unseen.filter((service) => namesIn(service).some((name) => looseNameOf(name) === loose));
    const alike = [...unknown.keys()].filter((other) => looseNameOf(other) === loose);
    if (owner === undefined || others.length > 0 || alike.length > 1) continue;
    named.set(owner, group);
    unknown.delete(key);
  }
  const isStillUnseen = services.filter((service) => !named.has(service));
  for (const [key, service] of tieByMeaning(isStillUnseen, [...unknown.keys()])) {
    named.set(service, unknown.get(key) ?? []);
    unknown.delete(key);
  }
  return {
    catalogue: services.map((service) => withNames(service, named.get(service) ?? [])),
    discovered: [...unknown.values()].map(toService),
  };
}

const bareName = ({ name }: SeenName): string => name.replace(exporterEnding, '');
const namesIn = ({ name, aliases }: Service): string[] => [name, ...aliases];

/** Sources that look under one name only, by convention the catalogue's. */
const underOneName = ['github', 'gitlab'];

/**
 * A source's own name counts where nobody configured one and the catalogue's would not be found there. What runs under another name
 * is likely to have its workload and its repository under that name too.
 */
function withNames(service: Service, seen: readonly SeenName[]): Service {
  const vendorNames = { ...service.vendorNames };
  const adopted: string[] = [];
  for (const { kind, name } of seen) {
    const known = { ...service, vendorNames };
    if (vendorNames[kind] !== undefined || namesOf(known, kind).includes(name)) continue;
    if (seen.some((other) => other.kind === kind && namesOf(known, kind).includes(other.name))) continue;
    vendorNames[kind] = name;
    adopted.push(name);
  }
  const [first] = adopted;
  if (first === undefined) return service;
  for (const kind of underOneName) vendorNames[kind] ??= first;
  return { ...service, vendorNames, aliases: [...new Set([...service.aliases, ...adopted])] };
}

/** Several spellings of one thing are its aliases, so that every source finds its own. */
function toService(seen: readonly SeenName[]): Service {
  const names = [...new Set(seen.flatMap((one) => [bareName(one), one.name]))];
  const [name = '', ...aliases] = names;
  return { name, aliases, dependsOn: [], vendorNames: {} };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
