import type { ChoiceModel } from '@incidentfox/analysis';
import type { FamilyCase } from './choice-cases.ts';
import { claimsOf, fitCalibration } from './fit-calibration.ts';
import { fitChoice } from './fit-choice.ts';
import type { MadeCases } from './made-cases.ts';

/** Weights of all cases, with a calibration from random systems that nothing was fitted on: no public case has a part in that. */
export function fitAll(recorded: readonly FamilyCase[], made: MadeCases, version: string): ChoiceModel {
  const model = fitChoice([...recorded, ...made.fitted], version);
  return { ...model, calibration: fitCalibration(claimsOf(made.calibration, model)) };
}

/** The same without a case of the family, by family. */
export const leaveFamilyOut = (
  recorded: readonly FamilyCase[],
  made: MadeCases,
  families: readonly string[],
): Map<string, ChoiceModel> =>
  new Map(
    families.map((family) => [
      family,
      fitAll(
        recorded.filter((one) => one.family !== family),
        made,
        `without ${family}`,
      ),
    ]),
  );
