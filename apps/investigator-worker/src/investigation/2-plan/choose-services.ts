import type { Service } from '@incidentfox/incident';
import { type Calls, callDistances, catalogueCalls } from './call-distances.ts';

/** A service worth asking about. `near` ones are asked everything; the others only what changed. */
export interface ServiceToAsk {
  service: Service;
  near: boolean;
  /** Calls between it and the nearest affected service; Infinity when unconnected. */
  distance: number;
}

/** What is known besides the catalogue when the first round is planned. */
export interface Noticed {
  /** Calls that telemetry reports. */
  calls: Calls;
  /** How much each service's errors, latency or traffic moved, 0..1. */
  loudness: ReadonlyMap<string, number>;
}

const reach = 2;
const maxNear = 14;
const maxServices = 40;

/**
 * Which services the first round asks: the affected ones always, then what they call and what calls them within two calls, nearest
 * first, of equally near ones those that moved; of the rest only the changes, so that an unrelated deploy can be seen and ruled out.
 * When no service is known, those that moved most.
 */
export function chooseServices(
  affected: readonly string[],
  services: readonly Service[],
  { calls, loudness }: Noticed = { calls: [], loudness: new Map() },
): ServiceToAsk[] {
  const distances = callDistances(affected, [...catalogueCalls(services), ...calls]);
  const distanceOf = ({ name }: Service) => distances.get(name) ?? Number.POSITIVE_INFINITY;
  const loudnessOf = ({ name }: Service) => loudness.get(name) ?? 0;
  const sorted = [...services].sort((a, b) => {
    const [nearer, farther] = [distanceOf(a), distanceOf(b)];
    if (nearer !== farther) return nearer - farther;
    return loudnessOf(b) - loudnessOf(a) || (a.name < b.name ? -1 : 1);
  });
  return sorted.slice(0, maxServices).map((service, rank) => ({
    service,
    distance: distanceOf(service),
    near: rank < maxNear && (affected.length === 0 || distanceOf(service) <= reach),
  }));
}
