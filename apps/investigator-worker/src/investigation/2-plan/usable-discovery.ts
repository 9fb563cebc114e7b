import { type PlaceSettings, placeOf } from '@incidentfox/data-sources';
import type { TeamDiscovery } from '../../discovery/team-discovery.ts';

/** After three passes that failed, who calls whom is asked anew. */
const maxAgeMs = 20 * 60_000;

/** The discovery as far as this run may rest on it: not when it is old, and not when the incident is in another place. */
export function usableDiscovery(
  discovery: TeamDiscovery | null,
  { now, place }: { now: number; place: PlaceSettings },
): TeamDiscovery | null {
  if (discovery === null || Math.abs(now - discovery.at) > maxAgeMs) return null;
  const wanted = placeOf(null, place);
  const isSame = (['environment', 'cluster', 'region'] as const).every(
    (part) => wanted[part] === discovery.place[part],
  );
  return isSame ? discovery : null;
}
