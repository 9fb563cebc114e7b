import type { Place } from '@incidentfox/incident';

/** Where a team's services usually are: what it says, else the one environment that all of its tools with one hold. */
export function usualPlace(team: {
  readonly place?: Place | undefined;
  readonly tools: readonly { readonly place?: Place | undefined }[];
}): Place {
  const held = new Set(team.tools.flatMap(({ place }) => place?.environment ?? []));
  const [only] = held;
  return held.size === 1 && only !== undefined ? { environment: only, ...team.place } : { ...team.place };
}
