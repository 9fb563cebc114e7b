import type { Calibration } from './calibration.ts';
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
