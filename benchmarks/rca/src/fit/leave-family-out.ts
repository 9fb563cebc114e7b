import type { ChoiceModel } from '@incidentfox/analysis';
import type { FamilyCase } from './choice-cases.ts';
import { claimsOf, fitCalibration } from './fit-calibration.ts';
import { fitChoice } from './fit-choice.ts';
import type { MadeCases } from './made-cases.ts';

/** Only the cases as they were recorded say how far a model can be believed. */
const asRecorded = ({ isAblated }: FamilyCase): boolean => !isAblated;

/**
 * Weights that have not seen a case of the family, by family, each with a calibration from random systems that nothing was fitted on,
 * and from the other families as answered by weights that had not seen them.
 */
export function leaveFamilyOut(
  recorded: readonly FamilyCase[],
  made: MadeCases,
  families: readonly string[],
): Map<string, ChoiceModel> {
  const without = new Map(
    families.map((family) => [
      family,
      fitChoice([...recorded.filter((one) => one.family !== family), ...made.fitted], `without ${family}`),
    ]),
  );
  const claims = new Map([...without].map(([family, model]) => [family, claimsAbout(family, recorded, model)]));
  return new Map(
    [...without].map(([family, model]) => {
      const others = [...claims].flatMap(([other, some]) => (other === family ? [] : some));
      return [family, { ...model, calibration: fitCalibration([...claimsOf(made.calibration, model), ...others]) }];
    }),
  );
}

const claimsAbout = (family: string, recorded: readonly FamilyCase[], model: ChoiceModel) =>
  claimsOf(recorded.filter((one) => one.family === family && asRecorded(one)).map(lighter), model);

/** Beside random systems a recorded case counts for a third of what it does in the fit of the weights: there, its versions count as well. */
const lighter = (one: FamilyCase): FamilyCase => ({ ...one, weight: one.weight / 3 });

/** Weights of all cases, with a calibration from what they have not seen. */
export function fitAll(recorded: readonly FamilyCase[], made: MadeCases, version: string): ChoiceModel {
  const families = [...new Set(recorded.map(({ family }) => family))];
  const model = fitChoice([...recorded, ...made.fitted], version);
  const unseen = families.flatMap((family) => {
    const others = recorded.filter((one) => one.family !== family);
    return claimsAbout(family, recorded, fitChoice([...others, ...made.fitted], `without ${family}`));
  });
  return { ...model, calibration: fitCalibration([...claimsOf(made.calibration, model), ...unseen]) };
}
