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
  /** Environments that tools and services are set to. Prose that names one of them counts like a field: the settings are for that. */
  readonly configured?: readonly string[] | undefined;
}

/**
 * Where a question about a service looks: what the catalogue says of the service, then what the incident's fields and labels say, or its
 * prose where something is set to the environment it names, then the team's usual place, then the incident's prose, then production. Each
 * part (environment, cluster, region) by itself.
 */
export function placeOf(service: Pick<Service, 'place'> | null, settings: PlaceSettings): WantedPlace {
  const { said, team = {} } = settings;
  const own = service?.place ?? {};
  const filledIn = meantOf(settings);
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

/** What the incident says and somebody meant for this: a field, a label, or prose that names an environment which something is set to. */
function meantOf({ said, configured = [] }: PlaceSettings): SaidPlace | undefined {
  const environment = said?.environment;
  if (!said || said.isFilledIn) return said ?? undefined;
  const isSet = environment !== undefined && configured.some((one) => isSameEnvironment(one, environment));
  return isSet ? said : undefined;
}

/** What the incident says and the service's entry denies; null when they go together. A sentence. */
export function contradiction(service: Pick<Service, 'name' | 'place'>, settings: PlaceSettings): string | null {
  const own = service.place?.environment;
  const said = meantOf(settings);
  if (own === undefined || said?.environment === undefined) return null;
  if (isSameEnvironment(said.environment, own) || isSameEnvironment(own, said.environment)) return null;
  return `the incident is about ${said.environment} (${said.because}), and ${service.name} is set to ${own}`;
}
