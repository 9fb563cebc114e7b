import type { Weighed } from '../hypotheses/make-hypotheses.ts';
import type { Scene } from '../scene/scene.ts';
import { noChangeStrength } from './thresholds.ts';

/**
 * The probability that the change a hypothesis blames did it, given that it began in its service: its strength against that of its
 * rivals and of no change at all. 1 for a hypothesis that blames none.
 */
export function changeProbability({ origin, change }: Weighed, { changes }: Scene): number {
  if (change === null) return 1;
  const rivals = changes.filter(
    (one) => one.exclusion === null && (one.change.service === origin.service || one.change.service === null),
  );
  const all = rivals.reduce((sum, { strength }) => sum + strength, noChangeStrength);
  return change.strength / Math.max(all, change.strength);
}
