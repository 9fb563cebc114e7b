import { maxConfidence } from '@incidentfox/incident';
import type { Weighed } from '../hypotheses/hypotheses-of-origin.ts';
import { type Calibration, calibrated } from '../hypotheses/origins/choice-model.ts';
import type { Origin } from '../hypotheses/origins/origin.ts';
import { clearStrength } from '../scene/thresholds.ts';
import { isDataStore } from '../topology/is-data-store.ts';
import {
  maxBusyConfidence,
  maxSingleKindConfidence,
  maxUnconfirmedConfidence,
  maxUnexplainedConfidence,
  minConfirmingKinds,
  minNamers,
  mostKinds,
} from './thresholds.ts';

export interface ConfidenceBasis {
  calibration: Calibration;
  /** The share of the usual kinds of telemetry that was asked for and never answered, 0..1. */
  failedKinds: number;
}

/** The probability, 0..0.95, that it began in this service; whatever is said of the change. */
function confidenceInOrigin(weighed: Weighed, { calibration, failedKinds }: ConfidenceBasis): number {
  return Math.min(highestFor(weighed, failedKinds), calibrated(weighed.origin.probability, calibration));
}

/**
 * To be high takes two kinds of telemetry; where one kind speaks and most others did not answer, what would tell why was not seen, and no
 * cause is named. To be sure takes more than the service's own metrics and logs, which show that it suffers as
 * those of a victim do: others that name it, what the platform saw, a change that did it, or that it is a place that others share.
 */
function highestFor({ origin, change }: Weighed, failedKinds: number): number {
  if (isOnlyBusy(origin)) return maxBusyConfidence;
  if (change === null && isLikeAVictim(origin)) return maxUnexplainedConfidence;
  const kinds = new Set<string>([...origin.own, ...origin.calls, ...origin.named].map(({ channel }) => channel));
  if (change !== null) kinds.add('changes');
  if (kinds.size < 2) return failedKinds >= mostKinds ? maxUnexplainedConfidence : maxSingleKindConfidence;
  const namers = new Set(origin.named.map(({ service }) => service)).size;
  const isConfirmed =
    change !== null || origin.place !== null || namers >= minNamers || kinds.size >= minConfirmingKinds;
  return isConfirmed ? maxConfidence : maxUnconfirmedConfidence;
}

/**
 * It is slow or fails, its pools are full, and only metrics say so: what any caller of something slow shows, and is complained about as well. What keeps data for others is
 * none, as its connections are what it offers.
 */
function isLikeAVictim({ service, own, calls, place }: Origin): boolean {
  const clear = [...own, ...calls].filter(({ strength }) => strength >= clearStrength);
  const ofItsOwn = clear.filter(({ nature }) => nature === 'own');
  return (
    place === null &&
    !isDataStore(service) &&
    clear.every(({ channel }) => channel === 'metrics') &&
    clear.some(({ nature }) => nature === 'calls') &&
    ofItsOwn.length > 0 &&
    ofItsOwn.every(({ what }) => what === 'saturation')
  );
}

/** Its own metrics are off, and nothing else: nobody is clearly slow or failing, and neither logs nor the platform say anything clear. */
function isOnlyBusy({ own, calls, named, place, evidence }: Origin): boolean {
  const clear = [...own, ...calls, ...named].filter(({ strength }) => strength >= clearStrength);
  return (
    place === null &&
    evidence.reach === 0 &&
    clear.every(({ nature, channel }) => nature === 'own' && channel === 'metrics')
  );
}

/** The probability, 0..0.95, that the hypothesis is right as it is stated: the service, and the change where one is blamed. */
export const confidenceIn = (weighed: Weighed, basis: ConfidenceBasis): number =>
  Math.min(maxConfidence, confidenceInOrigin(weighed, basis) * weighed.given + weighed.elsewhere);
