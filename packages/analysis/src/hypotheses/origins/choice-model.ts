import { type Coverage, coverageNames } from './coverage.ts';
import { evidenceNames, type OriginEvidence } from './origin-evidence.ts';

/**
 * How likely each origin is, against the others, against nothing being wrong, and against trouble that began where nobody looked:
 * the exponential of a weighted sum each, normalised. Weights are written by `npm run -s bench:rca:fit`; see docs/accuracy.md.
 */
export interface ChoiceModel {
  version: string;
  evidence: Readonly<Record<keyof OriginEvidence, number>>;
  nothingWrong: PossibilityWeights;
  elsewhere: PossibilityWeights;
  /** How far the probability of an origin can be believed. */
  calibration: Calibration;
}

/** A straight line in log odds: what was shy or too sure on cases that the weights had not seen is put right. It never changes an order. */
export interface Calibration {
  intercept: number;
  slope: number;
}

export interface PossibilityWeights {
  constant: number;
  coverage: Readonly<Record<keyof Coverage, number>>;
}

/** Probabilities that sum to 1; `origins` in the order in which their evidence was given. */
export interface Choice {
  origins: readonly number[];
  nothingWrong: number;
  elsewhere: number;
}

const logOdds = (probability: number): number => {
  const within = Math.min(1 - 1e-4, Math.max(1e-4, probability));
  return Math.log(within / (1 - within));
};

/** A probability as it was found to come true. */
export const calibrated = (probability: number, { intercept, slope }: Calibration): number =>
  1 / (1 + Math.exp(-(intercept + slope * logOdds(probability))));

export function chooseOrigin(
  evidence: readonly OriginEvidence[],
  coverage: Coverage,
  { evidence: weights, nothingWrong, elsewhere }: ChoiceModel,
): Choice {
  const sums = evidence.map((one) => evidenceNames.reduce((sum, name) => sum + weights[name] * one[name], 0));
  const possible = (one: PossibilityWeights) =>
    coverageNames.reduce((sum, name) => sum + one.coverage[name] * coverage[name], one.constant);
  const all = [...sums, possible(nothingWrong), possible(elsewhere)];
  const highest = Math.max(...all);
  const weighed = all.map((sum) => Math.exp(sum - highest));
  const total = weighed.reduce((sum, one) => sum + one, 0);
  const shares = weighed.map((one) => one / total);
  return { origins: shares.slice(0, -2), nothingWrong: shares.at(-2) ?? 0, elsewhere: shares.at(-1) ?? 0 };
}
