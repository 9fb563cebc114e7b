import type { Service, VendorName } from '@incidentfox/incident';
import type { LocatedProblem } from '../faults/explain-issue.ts';
import type { ServiceEntry } from '../schema/service.schema.ts';
import { toPlace } from './to-place.ts';

/** The catalogue from its entries; `kinds` are the keys of an entry that name a tool. */
export function toServices(
  entries: readonly ServiceEntry[],
  kinds: readonly string[],
): { services: Service[]; faults: LocatedProblem[] } {
  const services = entries.map((entry) => ({
    name: entry.name,
    aliases: entry.aliases,
    dependsOn: entry.depends_on,
    ...(entry.owner !== undefined && { owner: entry.owner }),
    ...placed(entry),
    vendorNames: Object.fromEntries(
      kinds.filter((kind) => entry[kind] !== undefined).map((kind) => [kind, entry[kind] as VendorName]),
    ),
  }));
  return { services, faults: namedTwice(services) };
}

function placed(entry: ServiceEntry): Pick<Service, 'place'> {
  const place = toPlace(entry);
  return place === undefined ? {} : { place };
}

/** A name or alias that leads to two services would make the match depend on their order. */
function namedTwice(services: readonly Service[]): LocatedProblem[] {
  const owners = new Map<string, number>();
  const faults: LocatedProblem[] = [];
  for (const [index, service] of services.entries()) {
    const names: [string, PropertyKey[]][] = [
      [service.name, ['name']],
      ...service.aliases.map((alias, at): [string, PropertyKey[]] => [alias, ['aliases', at]]),
    ];
    for (const [name, key] of names) {
      const owner = owners.get(name.toLowerCase());
      if (owner === undefined) owners.set(name.toLowerCase(), index);
      else if (owner !== index) {
        const message = `"${name}" already names ${services[owner]?.name}`;
        faults.push({ path: ['services', index, ...key], message, hint: 'A name or alias belongs to one service' });
      }
    }
  }
  return faults;
}
