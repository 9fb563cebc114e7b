import { defaultMinConfidence, type Observations } from '@incidentfox/incident';
import type { Shift } from '../onset/shift.ts';
import type { RankedOrigin } from '../ranking/ranked-origin.ts';
import type { Assessment } from './assessment.ts';
import { type Calibration, calibrate } from './calibration.ts';
import { confidenceFeatures } from './confidence-features.ts';
import { fitted } from './fitted.ts';

/** A score below this is what healthy systems show. */
const QUIET = 1;
/** How many answered questions are needed before silence means that nothing is wrong. */
const ENOUGH_ANSWERS = 3;

/**
 * Turns a ranking into a verdict and a calibrated probability that its first is the origin.
 * `minConfidence` (0..1) is the least probability at which a cause is named.
 */
export function assess(
  ranking: readonly RankedOrigin[],
  shifts: readonly Shift[],
  observations: Observations,
  minConfidence = defaultMinConfidence,
  calibration: Calibration = fitted,
): Assessment {
  const features = confidenceFeatures(ranking, shifts, observations);
  const confidence = calibrate(features, calibration);
  if (confidence >= minConfidence) return { verdict: 'root_cause', confidence, sources: features.sources };
  const answers = observations.answered.length + observations.series.length;
  const isQuiet = (ranking[0]?.score ?? 0) < QUIET && answers >= ENOUGH_ANSWERS;
  return { verdict: isQuiet ? 'healthy' : 'inconclusive', confidence, sources: features.sources };
}
