import type { Service } from '@incidentfox/incident';
import { placeWords } from './environment-kind.ts';

/** Words of a service's names: where they stand in the name of a place they speak of the service, not of an environment. */
export function ownWords({ name, aliases }: Pick<Service, 'name' | 'aliases'>): ReadonlySet<string> {
  return new Set([name, ...aliases].flatMap(placeWords));
}
