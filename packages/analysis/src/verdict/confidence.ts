import { maxConfidence } from '@incidentfox/incident';
import type { Weighed } from '../hypotheses/make-hypotheses.ts';
import { maxSingleKindConfidence } from './thresholds.ts';

/** The probability, 0..0.95, that it began in this service; whatever is said of the change. High takes two kinds of telemetry. */
export function confidenceInOrigin({ origin, change }: Weighed): number {
  const kinds = new Set<string>([...origin.own, ...origin.calls, ...origin.named].map(({ channel }) => channel));
  if (change !== null) kinds.add('changes');
  return Math.min(kinds.size > 1 ? maxConfidence : maxSingleKindConfidence, origin.probability);
}

/** The probability, 0..0.95, that the hypothesis is right as it is stated: the service, and the change where one is blamed. */
export const confidenceIn = (weighed: Weighed): number =>
  Math.min(maxConfidence, confidenceInOrigin(weighed) * weighed.given + weighed.elsewhere);
