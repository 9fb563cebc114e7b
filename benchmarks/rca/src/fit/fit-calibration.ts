import { type Calibration, type ChoiceModel, chooseOrigin } from '@incidentfox/analysis';
import type { ChoiceCase } from './fit-choice.ts';

/** The probability of the likeliest origin of one case, whether it was right, and what the case counts for. */
export interface StatedChance {
  probability: number;
  right: boolean;
  weight: number;
}

/** To be too sure is worse than to be too shy: a wrong answer counts this much. */
const WRONG_WEIGHT = 1.15;
const MAX_ROUNDS = 100;
const TOLERANCE = 1e-9;
const RIDGE = 1e-6;

/** What a model claims about cases that it was not fitted on; a case without candidates claims nothing. */
export function claimsOf(cases: readonly ChoiceCase[], model: ChoiceModel): StatedChance[] {
  return cases.flatMap(({ basis, right, weight }) => {
    const { origins } = chooseOrigin(
      basis.candidates.map(({ evidence }) => evidence),
      basis.coverage,
      model,
    );
    if (origins.length === 0) return [];
    const probability = Math.max(...origins);
    const isRight = right.includes(origins.indexOf(probability));
    return [{ probability, right: isRight, weight: isRight ? weight : WRONG_WEIGHT * weight }];
  });
}

/** The line in log odds under which the claims are likeliest (Platt), by Newton's steps. */
export function fitCalibration(claims: readonly StatedChance[]): Calibration {
  let [intercept, slope] = [0, 1];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    let [gradient, along, curve, mixed, curveAlong] = [0, 0, RIDGE, 0, RIDGE];
    for (const { probability, right, weight } of claims) {
      const within = Math.min(1 - 1e-4, Math.max(1e-4, probability));
      const odds = Math.log(within / (1 - within));
      const believed = 1 / (1 + Math.exp(-(intercept + slope * odds)));
      const excess = weight * (believed - Number(right));
      const bend = weight * believed * (1 - believed);
      gradient += excess;
      along += excess * odds;
      curve += bend;
      mixed += bend * odds;
      curveAlong += bend * odds * odds;
    }
    const area = curve * curveAlong - mixed * mixed;
    const [first, second] = [(curveAlong * gradient - mixed * along) / area, (curve * along - mixed * gradient) / area];
    intercept -= first;
    slope -= second;
    if (Math.abs(first) + Math.abs(second) < TOLERANCE) break;
  }
  return { intercept: rounded(intercept), slope: Math.max(0, rounded(slope)) };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
