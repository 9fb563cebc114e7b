import type { ChoiceModel } from '@incidentfox/analysis';
import type { FamilyCase } from './choice-cases.ts';
import { fitChoice } from './fit-choice.ts';

/** Weights that have not seen a case of the family, by family. */
export function leaveFamilyOut(cases: readonly FamilyCase[], families: readonly string[]): Map<string, ChoiceModel> {
  return new Map(
    families.map((family) => [
      family,
      fitChoice(
        cases.filter((one) => one.family !== family),
        `without ${family}`,
      ),
    ]),
  );
}
