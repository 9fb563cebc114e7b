import type { Service } from '@incidentfox/incident';
import { isSameEnvironment, withoutEnvironment } from '../environment-kind.ts';
import { type PlaceSettings, placeOf } from '../place-of.ts';

/**
 * The catalogue as an incident means it: of entries that are one service in several environments (`checkout` and `checkout-staging`, each
 * with its `environment`), the one of the wanted environment, under the name they have in common too. Others are given as they are.
 */
export function servicesHere(services: readonly Service[], settings: PlaceSettings): Service[] {
  const { environment } = placeOf(null, settings);
  const bareOf = ({ name }: Service) => withoutEnvironment(name);
  const isHere = ({ place }: Service) =>
    place?.environment !== undefined && isSameEnvironment(place.environment, environment);
  const isElsewhere = ({ place }: Service) =>
    place?.environment !== undefined && !isSameEnvironment(place.environment, environment);
  const here = new Map(services.filter(isHere).map((one) => [bareOf(one), one]));
  const kept = services.filter((one) => !(isElsewhere(one) && here.has(bareOf(one))));
  const names = new Set(kept.flatMap(({ name, aliases }) => [name, ...aliases]));
  const isFree = (bare: string) => !names.has(bare) && services.some(({ name }) => name === bare);
  return kept.map((one) => {
    const bare = bareOf(one);
    return here.get(bare) === one && isFree(bare) ? { ...one, aliases: [...one.aliases, bare] } : one;
  });
}
