import type { SourceText } from '../service-identity/match-services.ts';
import { isElsewhere } from './place-labels.ts';
import { readPlace } from './read-place.ts';
import type { WantedPlace } from './wanted-place.ts';

/**
 * What the words of one thing (an alert, a change, an earlier incident) say of its place: `here`, `elsewhere`, or `nothing`. Fields and
 * labels are read as in an incident.
 */
export function saysWhere(
  texts: readonly SourceText[],
  wanted: WantedPlace | undefined,
  own?: ReadonlySet<string>,
): 'here' | 'elsewhere' | 'nothing' {
  const said = readPlace(texts);
  if (said === null) return 'nothing';
  const { environment, cluster, region } = said;
  const labels = Object.entries({ environment, cluster, region }).filter(([, value]) => value !== undefined);
  return isElsewhere(Object.fromEntries(labels) as Record<string, string>, wanted, own) ? 'elsewhere' : 'here';
}

/** Labels as the texts that {@link saysWhere} reads. */
export const labelTexts = (labels: Readonly<Record<string, string>>): SourceText[] =>
  Object.entries(labels).map(([name, text]) => ({ where: `alert attribute ${name}` as const, text }));
