import { maxConfidence } from '@incidentfox/incident';
import type { Weighed } from '../hypotheses/hypotheses-of-origin.ts';
import { type Calibration, calibrated, calibratedChange } from '../hypotheses/origins/calibration.ts';
import type { Origin } from '../hypotheses/origins/origin.ts';
import { answerSigns, isConfirmed, isLikeAVictim, kindsFor, type NamedOrigin } from './answer-signs.ts';
import {
  maxOpenChanges,
  maxUnconfirmedConfidence,
  maxUnexplainedConfidence,
  maxUnseenLoadConfidence,
  maxWordsConfidence,
  mostKinds,
} from './thresholds.ts';

export interface ConfidenceBasis {
  calibration: Calibration;
  /** Where it could have begun. */
  origins: readonly Origin[];
  /** The share of the usual kinds of telemetry that was asked for and never answered, 0..1. */
  failedKinds: number;
  /** How much is asked of any service was seen. */
  sawRequests: boolean;
}

/** The probability, 0..0.95, that the hypothesis is right as it is stated: the service, and the change where one is blamed. */
export function confidenceIn(
  { origin, change, given, elsewhere, openChanges }: Weighed,
  basis: ConfidenceBasis,
): number {
  const answer: NamedOrigin = { origin, openChanges, isChange: change !== null };
  const believed = Math.min(highestFor(answer, basis), believedOrigin(answer, basis));
  const asStated = change === null ? given : calibratedChange(given, basis.calibration);
  return Math.min(maxConfidence, believed * asStated + elsewhere);
}

/** As far as such answers came true, and never more than its share of the first and the next: two that are level cannot both be it. */
function believedOrigin(answer: NamedOrigin, { calibration, origins }: ConfidenceBasis): number {
  const { probability } = answer.origin;
  const next = Math.max(0, ...origins.filter((one) => one !== answer.origin).map((one) => one.probability));
  const share = probability / Math.max(1e-9, probability + next);
  return Math.min(share, calibrated(probability, answerSigns(answer), calibration));
}

/**
 * What no figure may say: to be sure takes confirmation and an answer that leaves no change of its own open; what only log lines say is never
 * high, nor what nothing confirms where nobody measured how much is asked; where one kind speaks and most others did not answer, what would tell why was not seen, and no cause is named, nor for what
 * every victim shows.
 */
function highestFor(answer: NamedOrigin, { failedKinds, sawRequests }: ConfidenceBasis): number {
  if (isLikeAVictim(answer)) return maxUnexplainedConfidence;
  const kinds = kindsFor(answer);
  if (kinds.size < 2 && failedKinds >= mostKinds) return maxUnexplainedConfidence;
  if (kinds.size < 2 && kinds.has('logs')) return maxWordsConfidence;
  if (isConfirmed(answer) && answer.openChanges <= maxOpenChanges) return maxConfidence;
  return sawRequests ? maxUnconfirmedConfidence : maxUnseenLoadConfidence;
}
