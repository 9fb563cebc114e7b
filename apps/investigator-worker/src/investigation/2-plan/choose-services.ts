import type { Service } from '@incidentfox/incident';

/** A service worth asking about. `near` ones are asked everything; the others only what changed. */
export interface ServiceToAsk {
  service: Service;
  near: boolean;
  /** Calls between it and the nearest affected service; Infinity when unconnected. */
  distance: number;
}

const reach = 2;
const maxNear = 14;
const maxServices = 40;

/**
 * Which services to ask about: the affected ones, what they call and what calls them within two calls, nearest first; of the
 * rest only the changes, so that an unrelated deploy can be seen and ruled out. When no service is known, all count as near.
 */
export function chooseServices(affected: readonly string[], catalogue: readonly Service[]): ServiceToAsk[] {
  const distances = callsBetween(affected, catalogue);
  const order = (s: Service) => distances.get(s.name) ?? Number.POSITIVE_INFINITY;
  const sorted = [...catalogue].sort((a, b) => order(a) - order(b) || (a.name < b.name ? -1 : 1));
  return sorted.slice(0, maxServices).map((service, rank) => ({
    service,
    distance: order(service),
    near: rank < maxNear && (affected.length === 0 || order(service) <= reach),
  }));
}

/** Breadth first over the catalogue's calls, in both directions: callees explain, callers show how far it reaches. */
function callsBetween(from: readonly string[], catalogue: readonly Service[]): Map<string, number> {
  const neighbours = new Map<string, Set<string>>(catalogue.map((s) => [s.name, new Set(s.dependsOn)]));
  for (const s of catalogue) for (const callee of s.dependsOn) neighbours.get(callee)?.add(s.name);
  const distances = new Map<string, number>(from.map((name) => [name, 0]));
  const queue = [...from];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    for (const next of neighbours.get(name) ?? []) {
      if (distances.has(next)) continue;
      distances.set(next, (distances.get(name) ?? 0) + 1);
      queue.push(next);
    }
  }
  return distances;
}
