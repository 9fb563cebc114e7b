import {
  type CollectedAnswer,
  isStore,
  joinDiscovered,
  nameOwners,
  type OwnerOf,
  type SeenName,
  technologyOf,
  withoutStoreWords,
} from '@incidentfox/data-sources';
import type { Service } from '@incidentfox/incident';

/** The catalogue and what the sweep found besides. */
export interface KnownServices {
  readonly catalogue: readonly Service[];
  /** What serves requests and is in no catalogue. */
  readonly discovered: readonly Service[];
  /** Stores that exporters watch and no catalogue has. */
  readonly stores: readonly Service[];
  /** Catalogue, discovered and stores. */
  readonly all: readonly Service[];
  readonly ownerOf: OwnerOf;
  /** Also for a name that only a log line or a call has. */
  serviceOf(name: string): Service;
}

/** More are in no catalogue by choice, or are something else than services. */
const maxDiscovered = 60;

/** `found` is what was discovered before the incident, where nobody wrote a catalogue. */
export function knownServices(
  catalogue: readonly Service[],
  sweep: readonly CollectedAnswer[],
  found: readonly Service[] = [],
): KnownServices {
  const seen = joinDiscovered(seenNames(sweep), catalogue);
  const joined = catalogue.length > 0 ? seen : { ...seen, discovered: withFound(seen.discovered, found) };
  const watched = watchedStores(sweep);
  const isWatched = ({ name, aliases }: Service) => [name, ...aliases].some((one) => watched.has(one));
  const stores = joined.discovered.filter((one) => isStore(one) || isWatched(one));
  const discovered = joined.discovered.filter((one) => !stores.includes(one)).slice(0, maxDiscovered);
  return known({ catalogue: joined.catalogue, discovered, stores });
}

/** What the sweep saw first, each with the names that others have for it, then what only runs. */
function withFound(swept: readonly Service[], found: readonly Service[]): Service[] {
  const ownerOf = nameOwners(swept);
  const more = new Map<Service, Service>();
  const others: Service[] = [];
  for (const one of found) {
    const owner = [one.name, ...one.aliases].map(ownerOf).find((service) => service !== undefined);
    if (owner === undefined) others.push(one);
    else more.set(owner, one);
  }
  return [...swept.map((service) => joinedWith(service, more.get(service))), ...others];
}

function joinedWith(service: Service, found: Service | undefined): Service {
  if (found === undefined) return service;
  const aliases = new Set([...service.aliases, found.name, ...found.aliases].filter((name) => name !== service.name));
  return { ...service, aliases: [...aliases], vendorNames: { ...found.vendorNames, ...service.vendorNames } };
}

function known(parts: Pick<KnownServices, 'catalogue' | 'discovered' | 'stores'>): KnownServices {
  const all = [...parts.catalogue, ...parts.discovered, ...parts.stores];
  const ownerOf = nameOwners(all);
  const serviceOf = (name: string) => ownerOf(name) ?? { name, aliases: [], dependsOn: [], vendorNames: {} };
  return { ...parts, all, ownerOf, serviceOf };
}

/**
 * The same with hosts that nobody knew so far. The only host of a technology is the only store of it that an exporter watches:
 * `redis-main` in log lines is what the exporter calls `redis`.
 */
export function withHosts(before: KnownServices, hosts: readonly string[]): KnownServices {
  const unknown = [...new Set(hosts)].filter((host) => before.ownerOf(host) === undefined).sort();
  let { stores } = before;
  for (const host of unknown) {
    const technology = technologyOf(host);
    const isSame = (name: string) => technology !== undefined && technologyOf(name) === technology;
    const same = stores.filter(({ name }) => isSame(name));
    const [only] = same;
    const isOnly = only !== undefined && same.length === 1 && unknown.filter(isSame).length === 1;
    const aliases = isOnly ? [only.name, ...only.aliases] : [];
    stores = [
      ...stores.filter((store) => !isOnly || store !== only),
      { name: host, aliases, dependsOn: [], vendorNames: {} },
    ];
  }
  return known({ ...before, stores });
}

/** Stores that are called after a service and what they are, with that service. */
export function namesakes({ all, ownerOf }: KnownServices): ReadonlyMap<string, string> {
  const owned = all.filter(isStore).flatMap(({ name }): [string, string][] => {
    const owner = ownerOf(withoutStoreWords(name));
    return owner === undefined || isStore(owner) ? [] : [[name, owner.name]];
  });
  return new Map(owned);
}

function seenNames(sweep: readonly CollectedAnswer[]): SeenName[] {
  return sweep.flatMap(({ capability, question: { kind }, answer }) =>
    capability === 'metrics' || capability === 'logs'
      ? [...new Set(answer.items.map(({ service }) => service))].map((name) => ({ kind, name }))
      : [],
  );
}

function watchedStores(sweep: readonly CollectedAnswer[]): ReadonlySet<string> {
  return new Set(
    sweep.flatMap((one) =>
      one.capability === 'metrics'
        ? one.answer.items.filter(({ signal }) => signal === 'availability').map(({ service }) => service)
        : [],
    ),
  );
}
