import type { Location, Service } from '@incidentfox/incident';
import { environmentKind, isSameEnvironment } from './environment-kind.ts';
import type { SaidPlace } from './read-place.ts';
import { assumedPlace, type WantedPlace } from './wanted-place.ts';

/** Who may say where an incident takes place. */
export interface PlaceSettings {
  /** What the incident itself says. */
  readonly said?: SaidPlace | null | undefined;
  /** Where the team's services usually are. */
  readonly team?: Location | undefined;
}

/**
 * Where a question about a service looks: what the catalogue says of the service, then what the incident's fields and labels say, then
 * the team's usual place, then the incident's prose, then production. Each part (environment, cluster, region) by itself.
 */
export function placeOf(service: Pick<Service, 'place'> | null, { said, team = {} }: PlaceSettings): WantedPlace {
  const own = service?.place ?? {};
  const filledIn = said?.isFilledIn ? said : undefined;
  const parts: Location = {};
  for (const part of ['environment', 'cluster', 'region'] as const) {
    const value = own[part] ?? filledIn?.[part] ?? (part === 'environment' ? undefined : said?.[part]) ?? team[part];
    if (value !== undefined) parts[part] = value;
  }
  const usual = own.environment ?? team.environment;
  const unmarked = usual === undefined ? assumedPlace.unmarked : (environmentKind(usual) ?? usual);
  const environment = parts.environment ?? said?.environment;
  if (environment === undefined) return { ...assumedPlace, ...parts, unmarked, environment: assumedPlace.environment };
  const because =
    own.environment !== undefined
      ? 'the catalogue says so'
      : environment === said?.environment
        ? said.because
        : "the team's environment";
  return { ...parts, environment, isSaid: true, unmarked, because };
}

/** What the incident's fields say and the service's entry denies; null when they go together. A sentence. */
export function contradiction(service: Service, { said }: PlaceSettings): string | null {
  const own = service.place?.environment;
  if (own === undefined || !said?.isFilledIn || said.environment === undefined) return null;
  if (isSameEnvironment(said.environment, own) || isSameEnvironment(own, said.environment)) return null;
  return `the incident is about ${said.environment} (${said.because}), and ${service.name} is set to ${own}`;
}
