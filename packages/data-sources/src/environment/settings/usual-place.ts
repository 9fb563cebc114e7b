import type { Location } from '@incidentfox/incident';

/** Where a team's services usually are: what it says, else the one environment that all of its tools with one hold. */
export function usualPlace(team: Location | undefined, tools: readonly (Location | undefined)[]): Location {
  const held = new Set(tools.flatMap((tool) => tool?.environment ?? []));
  const [only] = held;
  return held.size === 1 && only !== undefined ? { environment: only, ...team } : { ...team };
}
