import type { Conviction, Suspect } from './conviction/conviction.ts';
import { minLead } from './conviction/thresholds.ts';
import type { Origin } from './origins/origin.ts';
import { untiedWeights } from './thresholds.ts';

/** Whether to blame the change is to name another service than the origin. A place has no changes of its own: those of who suffers are others'. */
export const isElsewhere = ({ scored: { change } }: Suspect, { service, place }: Origin): boolean =>
  change.service !== null && (place !== null || change.service !== service);

/** What ties a change to the trouble by more than when and where it was made. */
const isTied = ({ quote, separating }: Suspect): boolean =>
  quote !== null || separating.some(({ about }) => about === 'words' || about === 'undoing');

/**
 * The changes as they look when the trouble began at this origin. To blame the change of another service is to say that it began
 * there, against everything that speaks for this origin: what it says or its undoing can outweigh that, while the time and a place
 * on the way are chance often enough.
 */
export function seenFromOrigin(conviction: Conviction, origin: Origin): Conviction {
  const weightOf = (suspect: Suspect): number =>
    isTied(suspect) ? 1 : isElsewhere(suspect, origin) ? untiedWeights.elsewhere : untiedWeights.own;
  const weighed = conviction.suspects.map((suspect) => ({
    suspect,
    weight: suspect.probability * weightOf(suspect),
  }));
  const total = weighed.reduce((sum, { weight }) => sum + weight, conviction.noChange);
  const suspects = weighed
    .map(({ suspect, weight }) => ({ ...suspect, probability: weight / Math.max(1e-12, total) }))
    .sort((a, b) => b.probability - a.probability);
  const [first, second] = suspects;
  const isAhead = first !== undefined && first.probability >= Math.exp(minLead) * (second?.probability ?? 0);
  return {
    suspects,
    noChange: conviction.noChange / Math.max(1e-12, total),
    isSeparated: isAhead && first.separating.length > 0,
  };
}

const sumOf = (some: readonly Suspect[]): number => some.reduce((total, { probability }) => total + probability, 0);

/**
 * The probability that naming this service without a change is right, given the origin: that no change of another service did it which its
 * words or its undoing tie to the trouble. One that only time and place speak for says that it began there, which the origin is weighed
 * against already.
 */
export function givenNaming(service: string, { suspects }: Conviction, origin: Origin): number {
  const others = suspects.filter((one) => isElsewhere(one, origin));
  return service === origin.service
    ? 1 - sumOf(others.filter(isTied))
    : sumOf(others.filter(({ scored }) => scored.change.service === service));
}

/** The probability that a change of the origin's own did it: where none is blamed, the answer leaves it open. */
export const openChanges = ({ suspects }: Conviction, origin: Origin): number =>
  sumOf(suspects.filter((one) => !isElsewhere(one, origin)));
