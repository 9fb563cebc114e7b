import { defaultMinConfidence, type Observations } from '@incidentfox/incident';
import type { Shift } from '../onset/shift.ts';
import type { RankedOrigin } from '../ranking/ranked-origin.ts';
import type { Assessment } from './assessment.ts';
import { type Calibration, calibrate } from './calibration.ts';
import { confidenceFeatures } from './confidence-features.ts';
import { fitted } from './fitted.ts';
import { maxQuietScore, minAnswers } from './thresholds.ts';

/**
 * Turns a ranking into a verdict and a calibrated probability that its first is the origin.
 * `minConfidence` (0..1) is the lowest probability at which a cause is named.
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
  const isQuiet = (ranking[0]?.score ?? 0) < maxQuietScore && answers >= minAnswers;
  return { verdict: isQuiet ? 'healthy' : 'inconclusive', confidence, sources: features.sources };
}
