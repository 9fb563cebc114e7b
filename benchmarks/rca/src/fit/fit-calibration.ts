import {
  type AnswerSigns,
  answerSignNames,
  type Calibration,
  type ChoiceModel,
  calibrated,
  chooseOrigin,
  logOdds,
} from '@incidentfox/analysis';
import type { ChoiceCase } from './fit-choice.ts';
import { fitLogistic } from './fit-logistic.ts';
import { signsFor } from './signs.ts';

/** The probability of the likeliest origin of one case, what its answer shows, whether it was right, and what the case counts for. */
export interface StatedChance {
  probability: number;
  signs: AnswerSigns;
  right: boolean;
  /** The change that is blamed, and whether it did it. */
  change: { probability: number; right: boolean } | null;
  weight: number;
}

/** What a model claims about cases that it was not fitted on; a case without candidates claims nothing. */
export function claimsOf(cases: readonly ChoiceCase[], model: ChoiceModel): StatedChance[] {
  return cases.flatMap(({ basis, right, guiltyChange, weight }) => {
    const { origins } = chooseOrigin(
      basis.candidates.map(({ evidence }) => evidence),
      basis.coverage,
      model,
    );
    const probability = Math.max(0, ...origins);
    const index = origins.indexOf(probability);
    const answer = basis.candidates[index]?.answer ?? null;
    if (answer === null) return [];
    const change =
      answer.change === null
        ? null
        : { probability: answer.change.probability, right: answer.change.id === guiltyChange };
    return [{ probability, signs: answer.signs, right: right.includes(index), change, weight }];
  });
}

/** The probability that the likeliest origin is right, as it is believed. */
export const believedIn = ({ probability, signs }: StatedChance, calibration: Calibration): number =>
  calibrated(probability, signs, calibration);

/**
 * How far claims can be believed: a line in log odds and what each sign adds (Platt, with features), each in the direction that its meaning
 * demands, or nothing. That the blamed change did it is judged where the origin was right.
 */
export function fitCalibration(claims: readonly StatedChance[]): Calibration {
  let used: readonly (keyof AnswerSigns)[] = answerSignNames;
  for (;;) {
    const [intercept = 0, slope = 1, ...added] = fitLogistic(
      claims.map(({ probability, signs, right, weight }) => ({
        features: [1, logOdds(probability), ...used.map((name) => signs[name])],
        right,
        weight,
      })),
    );
    const fitting = used.filter((name, i) => (signsFor.has(name) ? 1 : -1) * (added[i] ?? 0) >= 0);
    if (fitting.length === used.length) {
      const signOf = (name: keyof AnswerSigns): number => added[used.indexOf(name)] ?? 0;
      const signs = Object.fromEntries(answerSignNames.map((name) => [name, signOf(name)]));
      return { intercept, slope, signs: signs as unknown as AnswerSigns, change: fitChange(claims) };
    }
    used = fitting;
  }
}

function fitChange(claims: readonly StatedChance[]): Calibration['change'] {
  const [intercept = 0, slope = 1] = fitLogistic(
    claims.flatMap(({ change, right, weight }) =>
      change === null || !right ? [] : [{ features: [1, logOdds(change.probability)], right: change.right, weight }],
    ),
  );
  return { intercept, slope };
}
