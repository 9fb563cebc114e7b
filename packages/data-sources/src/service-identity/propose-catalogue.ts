import type { Service, VendorName } from '@incidentfox/incident';
import type { ListedService } from '../data-source.ts';
import { isProduction } from '../deployments/deployment-chain.ts';
import { withoutEnvironment } from '../environment/environment-kind.ts';
import { addDeployedPaths } from './deployed-paths.ts';
import { environmentWords, genericWords } from './ordinary-words.ts';
import { wordsOf } from './words.ts';

/** A service as one source knows it. */
export interface DiscoveredService extends Omit<ListedService, 'kind'> {
  readonly kind: string;
}

/** An entry for the `services` section, in its own keys, with the reader's choices said aside. */
export interface ProposedService {
  readonly entry: { name: string; aliases: string[]; depends_on: string[]; [kind: string]: VendorName | string[] };
  /** Kinds of source that know it. */
  readonly knownBy: readonly string[];
  /** Where one source knows several of that name and one was taken. */
  readonly notes: readonly string[];
}

/**
 * Merges what the sources call their services into catalogue entries: `checkout`, `checkout-service` and `Checkout Prod` are one.
 * Services of the catalogue keep their entry and gain the names they lack. Those that most sources know come first.
 */
export function proposeCatalogue(
  discovered: readonly DiscoveredService[],
  known: readonly Service[],
): ProposedService[] {
  const groups = new Map<string, DiscoveredService[]>();
  const ownerOf = new Map(
    known.flatMap((service) => [service.name, ...service.aliases].map((name) => [keyOf(name), service] as const)),
  );
  for (const one of discovered) {
    const own = keyOf(one.name);
    const key = ownerOf.has(own) ? `known ${ownerOf.get(own)?.name}` : own;
    if (own !== '') groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const proposed = [...groups.values()].flatMap(
    (group) => propose(group, ownerOf.get(keyOf(group[0]?.name ?? ''))) ?? [],
  );
  return proposed.sort((a, b) => b.knownBy.length - a.knownBy.length || a.entry.name.localeCompare(b.entry.name));
}

/** What stays of a name without the words that say "software" or where it runs. */
function keyOf(name: string): string {
  const words = wordsOf(withoutEnvironment(name)).map(({ plain }) => plain);
  const specific = words.filter((word) => !genericWords.has(word) && !environmentWords.has(word));
  return (specific.length > 0 ? specific : words).join('-');
}

function propose(group: readonly DiscoveredService[], known: Service | undefined): ProposedService | undefined {
  const notes: string[] = [];
  const vendorNames: Record<string, VendorName> = { ...known?.vendorNames };
  const kinds = [...new Set(group.map(({ kind }) => kind))].sort();
  for (const kind of kinds) {
    if (vendorNames[kind] !== undefined) continue;
    const own = group
      .filter((one) => one.kind === kind)
      .sort((a, b) => Number(isSide(a)) - Number(isSide(b)) || a.name.length - b.name.length);
    const [chosen, ...others] = own;
    if (!chosen) continue;
    vendorNames[kind] = chosen.vendorName;
    if (others.length > 0)
      notes.push(
        `${kind}: took ${textOf(chosen.vendorName)}, not ${others
          .map((one) => textOf(one.vendorName))
          .slice(0, 5)
          .join(', ')}`,
      );
  }
  addDeployedPaths(vendorNames, group, notes);
  const names = ranked(group.filter((one) => !isSide(one)).map(({ name }) => kebab(name)));
  const name = known?.name ?? names[0];
  // Only known in staging and the like: nothing an incident would be about.
  if (name === undefined) return undefined;
  const aliases = [...new Set([...(known?.aliases ?? []), ...names])].filter((one) => one !== name).slice(0, 5);
  return { entry: { name, aliases, depends_on: [...(known?.dependsOn ?? [])], ...vendorNames }, knownBy: kinds, notes };
}

const textOf = (name: VendorName): string => (typeof name === 'string' ? name : Object.values(name).join('/'));
const isSide = ({ name, vendorName }: DiscoveredService): boolean =>
  !isProduction(`${name} ${textOf(vendorName)}`, undefined);
const kebab = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');

/** The most frequent first, of those the shortest. */
function ranked(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a.length - b.length);
}

/** A proposed entry as the catalogue holds it. */
export function serviceOf({
  entry: { name, aliases, depends_on: dependsOn, ...vendorNames },
}: ProposedService): Service {
  const names = Object.entries(vendorNames).filter(([, one]) => !Array.isArray(one));
  return { name, aliases, dependsOn, vendorNames: Object.fromEntries(names) as Service['vendorNames'] };
}
