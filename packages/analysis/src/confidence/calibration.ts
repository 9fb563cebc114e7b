import { maxConfidence } from '@incidentfox/incident';
import type { ConfidenceFeatures } from './confidence-features.ts';

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

/** However clear the rest is, each kind of telemetry that was not there leaves this much doubt. */
const UNSEEN = 0.005;
/** From 0.8 on confidence is called high, which takes two independent sources. */
const ALMOST_HIGH = 0.79;
/** With two services level nobody can be sure of one. */
const CONTESTED = 0.58;
const CONTESTED_SLOPE = 2;

/** The probability, 0..0.95, that the first of the ranking is the origin. */
export function calibrate(features: ConfidenceFeatures, calibration: Calibration): number {
  const fitted = fittedFeatures.reduce((sum, name) => sum + calibration.weights[name] * features[name], 0);
  const logOdds = calibration.intercept + fitted - calibration.missing * features.missing;
  const contested = CONTESTED + CONTESTED_SLOPE * features.lead;
  const unsupported = features.sources >= 2 ? maxConfidence : ALMOST_HIGH;
  return Math.min(maxConfidence - UNSEEN * features.missing, contested, unsupported, 1 / (1 + Math.exp(-logOdds)));
}
