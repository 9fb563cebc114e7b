import type { ChoiceModel } from '@incidentfox/analysis';
import { type CaseOutcome, readOutcomes } from './case-outcome.ts';
import { publicCases } from './choice-cases.ts';
import { leaveFamilyOut } from './leave-family-out.ts';
import type { MadeCases } from './made-cases.ts';

/** The public cases answered with weights that have not seen any case of their set. `made` is fitted on as well. */
export function unseenOutcomes(folder: string, made: MadeCases): CaseOutcome[] {
  const recorded = [...publicCases(folder)];
  const sets = [...new Set(recorded.map(({ family }) => family))];
  const models: ReadonlyMap<string, ChoiceModel> = leaveFamilyOut(recorded, made, sets);
  return readOutcomes(folder, models);
}
