import { Location } from '@incidentfox/incident';

/** The parts of a place among other keys; undefined when none is given. */
export function toPlace(keys: object): Location | undefined {
  const given = Object.entries(keys).filter(([key, value]) => key in Location.shape && value !== undefined);
  return given.length === 0 ? undefined : (Object.fromEntries(given) as Location);
}
