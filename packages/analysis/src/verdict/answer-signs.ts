import type { Weighed } from '../hypotheses/hypotheses-of-origin.ts';
import type { AnswerSigns } from '../hypotheses/origins/calibration.ts';
import type { Origin } from '../hypotheses/origins/origin.ts';
import { clearStrength } from '../scene/thresholds.ts';
import { isDataStore } from '../topology/is-data-store.ts';
import { minConfirmingKinds, minNamers } from './thresholds.ts';

/** An answer as far as believing it goes. */
export interface NamedOrigin extends Pick<Weighed, 'origin' | 'openChanges'> {
  /** Whether a change is blamed. */
  isChange: boolean;
}

const flag = (is: boolean): number => (is ? 1 : 0);

export const answerSigns = (answer: NamedOrigin): AnswerSigns => ({
  onlyBusy: flag(isOnlyBusy(answer.origin)),
  likeVictim: flag(isLikeAVictim(answer)),
  unconfirmed: flag(!isConfirmed(answer)),
  place: flag(answer.origin.place !== null),
  openChanges: answer.openChanges,
});

/** The kinds of telemetry that speak for it. */
export function kindsFor({ origin: { own, calls, named }, isChange }: NamedOrigin): Set<string> {
  const kinds = new Set<string>([...own, ...calls, ...named].map(({ channel }) => channel));
  return isChange ? kinds.add('changes') : kinds;
}

/**
 * More than the service's own metrics and logs, which show that it suffers as those of a victim do: others that name it, what the platform
 * saw, a change that did it, or that it is a place that others share.
 */
export function isConfirmed(answer: NamedOrigin): boolean {
  const { named, place } = answer.origin;
  const namers = new Set(named.map(({ service }) => service)).size;
  return answer.isChange || place !== null || namers >= minNamers || kindsFor(answer).size >= minConfirmingKinds;
}

/**
 * It is slow or fails, its pools are full, and only metrics say so: what any caller of something slow shows, and is complained about as well. What keeps data for others is
 * none, as its connections are what it offers.
 */
export function isLikeAVictim({ origin: { service, own, calls, place }, isChange }: NamedOrigin): boolean {
  const clear = [...own, ...calls].filter(({ strength }) => strength >= clearStrength);
  const ofItsOwn = clear.filter(({ nature }) => nature === 'own');
  return (
    !isChange &&
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
