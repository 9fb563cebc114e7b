import { maxConfidence } from '@incidentfox/incident';
import type { ConfidenceFeatures } from './confidence-features.ts';
import { contestedConfidence, contestedSlope, maxSingleSourceConfidence, missingKindDoubt } from './thresholds.ts';

/** The features that the curve is fitted on. */
export const fittedFeatures = [
  'strength',
  'symptom',
  'withoutTraffic',
] as const satisfies readonly (keyof ConfidenceFeatures)[];
export type FittedFeature = (typeof fittedFeatures)[number];

/** The logistic curve from features to probability, as fitted by `npm run -s bench:rca:fit`; see docs/accuracy.md. */
export interface Calibration {
  version: string;
  intercept: number;
  weights: Record<FittedFeature, number>;
  /** Log odds lost for each kind of telemetry that is missing; set, not fitted. */
  missing: number;
}

/** The probability, 0..0.95, that the first of the ranking is the origin. */
export function calibrate(features: ConfidenceFeatures, calibration: Calibration): number {
  const fitted = fittedFeatures.reduce((sum, name) => sum + calibration.weights[name] * features[name], 0);
  const logOdds = calibration.intercept + fitted - calibration.missing * features.missing;
  const contested = contestedConfidence + contestedSlope * features.lead;
  const unsupported = features.sources >= 2 ? maxConfidence : maxSingleSourceConfidence;
  return Math.min(
    maxConfidence - missingKindDoubt * features.missing,
    contested,
    unsupported,
    1 / (1 + Math.exp(-logOdds)),
  );
}
