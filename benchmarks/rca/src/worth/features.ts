import { answerSignNames, type ChoiceModel, chooseOrigin, evidenceNames } from '@incidentfox/analysis';
import { believedIn, claimsOf } from '../fit/fit-calibration.ts';
import type { ChoiceCase } from '../fit/fit-choice.ts';
import { table } from '../report/tables.ts';

/** A claim that came true by chance of less counts as this, so that one of them is not the whole sum. */
const leastChance = 1e-4;
const surprise = (chance: number): number => -Math.log(Math.max(leastChance, chance));
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** What the choice of the origin loses without each kind of evidence: its weight is set to nothing, the others stay. */
export function evidenceTable(cases: readonly ChoiceCase[], model: ChoiceModel): string {
  const whole = choiceWorth(cases, model);
  const rows = evidenceNames
    .filter((name) => model.evidence[name] !== 0)
    .map((name) => ({ name, ...choiceWorth(cases, { ...model, evidence: { ...model.evidence, [name]: 0 } }) }))
    .sort((a, b) => b.loss - a.loss);
  return table(
    ['without', 'right first', 'log loss of the choice', 'more than with it'],
    [{ name: '(nothing missing)', ...whole }, ...rows].map(({ name, first, loss }) => [
      name,
      first.toFixed(3),
      loss.toFixed(3),
      (loss - whole.loss).toFixed(3),
    ]),
  );
}

function choiceWorth(cases: readonly ChoiceCase[], model: ChoiceModel): { first: number; loss: number } {
  const outcomes = cases.map(({ basis, right, isHealthy }) => {
    const evidence = basis.candidates.map((one) => one.evidence);
    const { origins, nothingWrong, elsewhere } = chooseOrigin(evidence, basis.coverage, model);
    const hit = right.reduce((sum, index) => sum + (origins[index] ?? 0), 0);
    const chance = right.length > 0 ? hit : isHealthy ? nothingWrong : elsewhere;
    return { isFault: !isHealthy, isFirst: right.includes(origins.indexOf(Math.max(...origins))), chance };
  });
  const faults = outcomes.filter(({ isFault }) => isFault);
  return {
    first: mean(faults.map(({ isFirst }) => Number(isFirst))),
    loss: mean(outcomes.map(({ chance }) => surprise(chance))),
  };
}

/** What the confidence in the origin loses without each sign. */
export function signTable(cases: readonly ChoiceCase[], model: ChoiceModel): string {
  const claims = claimsOf(cases, model);
  const worth = (calibration: ChoiceModel['calibration']) => {
    const said = claims.map((claim) => ({ chance: believedIn(claim, calibration), right: claim.right }));
    return {
      loss: mean(said.map(({ chance, right }) => surprise(right ? chance : 1 - chance))),
      brier: mean(said.map(({ chance, right }) => (chance - Number(right)) ** 2)),
    };
  };
  const { calibration } = model;
  const whole = worth(calibration);
  const rows = answerSignNames
    .map((name) => ({ name, ...worth({ ...calibration, signs: { ...calibration.signs, [name]: 0 } }) }))
    .sort((a, b) => b.loss - a.loss);
  return table(
    ['without', 'log loss of "it began there"', 'more than with it', 'Brier'],
    [{ name: '(nothing missing)', ...whole }, ...rows].map(({ name, loss, brier }) => [
      name,
      loss.toFixed(3),
      (loss - whole.loss).toFixed(3),
      brier.toFixed(3),
    ]),
  );
}
