import { distance } from 'fastest-levenshtein';

/** The one of `known` that `typed` was most likely meant to be. Undefined when none is close. */
export function closest(typed: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const ranked = known
    .map((name) => ({ name, steps: swapped(plain(typed), plain(name)) ? 1 : distance(plain(typed), plain(name)) }))
    .sort((a, b) => a.steps - b.steps);
  const best = ranked[0];
  return best && best.steps <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}

/** `Did you mean "x"?`, or the list of what there is. What is `given` already is the last to be meant. */
export function suggest(typed: string, known: readonly string[], given: readonly string[] = []): string {
  const missing = known.filter((name) => !given.includes(name));
  const meant = closest(typed, missing) ?? closest(typed, known);
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  return known.length > 0 ? `Known here: ${[...new Set(known)].sort().join(', ')}` : '';
}

/** `hihg` and `high`: the most common slip, which counts as two changes otherwise. */
function swapped(one: string, other: string): boolean {
  const sorted = (text: string) => text.split('').sort().join('');
  return one.length > 2 && sorted(one) === sorted(other);
}
