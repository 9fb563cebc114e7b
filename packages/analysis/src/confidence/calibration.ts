import type { ConfidenceFeatures } from './confidence-features.ts';

/** The logistic curve from features to probability, as fitted by `npm run -s bench:rca:fit`; see docs/accuracy.md. */
export interface Calibration {
  version: string;
  intercept: number;
  weights: Record<Exclude<keyof ConfidenceFeatures, 'missing'>, number>;
  /** Log odds lost for each kind of telemetry that is missing; set, not fitted. */
  missing: number;
}

export const MOST_CONFIDENT = 0.95;

/** The probability, 0..0.95, that the first of the ranking is the origin. */
export function calibrate(features: ConfidenceFeatures, calibration: Calibration): number {
  const { strength, lead, sources } = calibration.weights;
  const logOdds =
    calibration.intercept +
    strength * features.strength +
    lead * features.lead +
    sources * features.sources -
    calibration.missing * features.missing;
  return Math.min(MOST_CONFIDENT, 1 / (1 + Math.exp(-logOdds)));
}
