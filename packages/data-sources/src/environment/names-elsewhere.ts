import { environmentKind, isSameEnvironment, withoutEnvironment } from './environment-kind.ts';
import { assumedPlace, type WantedPlace } from './wanted-place.ts';

/**
 * Whether a name is a service's in another environment: `checkout-staging` beside `checkout` or `checkout-prod`. Where nothing is called
 * so without the word, the word may be part of the name (`review-api`).
 */
export function namesElsewhere(
  names: readonly string[],
  wanted: WantedPlace = assumedPlace,
): (name: string) => boolean {
  const bare = new Map<string, Set<string>>();
  for (const name of names) {
    const key = withoutEnvironment(name);
    bare.set(key, (bare.get(key) ?? new Set()).add(name.toLowerCase()));
  }
  return (name) => {
    if (environmentKind(name) === null || isSameEnvironment(name, wanted.environment)) return false;
    const alike = bare.get(withoutEnvironment(name));
    return (alike?.size ?? 0) > 1;
  };
}
