import type { ChangePrediction } from '../predict/prediction.ts';
import type { CaseTruth, ChangeTruth, OriginTruth } from './truth.ts';

/** At or above this, an answer counts as sure. */
const SURE = 0.9;

/** Figures by name, in the words of the scorer that comes with the cases; shares are 0..1, null when there is nothing to share. */
export type Figures = Readonly<Record<string, number | null>>;

/** Counts of one set. An answer that is not `root_cause` names nothing, which is right where no change was the cause. */
export function score(truths: readonly CaseTruth[], predictions: readonly ChangePrediction[]): Figures {
  const byId = new Map(predictions.map((one) => [one.id, one]));
  const counts = new Map<string, number>();
  const add = (name: string, isSo: boolean) => counts.set(name, (counts.get(name) ?? 0) + (isSo ? 1 : 0));
  const claims: { confidence: number; isRight: boolean }[] = [];
  let missing = 0;
  for (const truth of truths) {
    const prediction = byId.get(truth.id);
    if (prediction === undefined) {
      missing += 1;
      continue;
    }
    const isRight = 'origin' in truth ? countOrigin(truth, prediction, add) : countChange(truth, prediction, add);
    if (prediction.verdict === 'root_cause') claims.push({ confidence: prediction.confidence, isRight });
  }
  const sure = claims.filter(({ confidence }) => confidence >= SURE);
  return {
    n: truths.length,
    missing,
    ...Object.fromEntries(counts),
    committed: claims.length,
    precision: share(claims.map(({ isRight }) => isRight)),
    at_90: sure.length,
    right_at_90: share(sure.map(({ isRight }) => isRight)),
    sure_and_wrong: sure.filter(({ isRight }) => !isRight).length,
    wrong: claims.filter(({ isRight }) => !isRight).length,
    mean_confidence_of_wrong: mean(claims.filter(({ isRight }) => !isRight).map(({ confidence }) => confidence)),
    brier_committed: mean(claims.map(({ confidence, isRight }) => (confidence - (isRight ? 1 : 0)) ** 2)),
  };
}

type Add = (name: string, isSo: boolean) => void;

function countChange(truth: ChangeTruth, prediction: ChangePrediction, add: Add): boolean {
  const isNamed = prediction.verdict === 'root_cause';
  const answer = isNamed ? prediction.change : null;
  const isCulprit = truth.change !== null;
  const isRight = answer === truth.change;
  const isOffered = truth.change !== null && prediction.changes.slice(0, 3).includes(truth.change);
  add('right_change_or_none', isRight);
  add('culprits', isCulprit);
  add('culprit_named', isCulprit && isRight);
  add('culprit_offered', isCulprit && (isOffered || isRight));
  add('no_change_cases', !isCulprit);
  add('no_change_right', !isCulprit && isRight);
  add('decoy_blamed', answer !== null && truth.decoys.includes(answer));
  add('first_failing', prediction.service === truth.first_failing);
  add('wrong_rollback', prediction.rollback !== null && prediction.rollback !== truth.change);
  return isNamed && isRight;
}

function countOrigin({ origin, blast_radius }: OriginTruth, prediction: ChangePrediction, add: Add): boolean {
  const names = origin.map((name) => name.toLowerCase());
  const isOrigin = (name: string | null | undefined) => name != null && names.includes(name.toLowerCase());
  const ranked = prediction.ranking.map(({ service }) => service);
  const isRight = isOrigin(prediction.service) || isOrigin(prediction.object);
  const first = prediction.service ?? ranked[0];
  add('origin_top1', prediction.service === null ? isOrigin(first) : isRight);
  add('origin_top3', isRight || ranked.slice(0, 3).some(isOrigin));
  const isVictim = first !== undefined && blast_radius.includes(first);
  add('blamed_a_victim', prediction.verdict === 'root_cause' && !isRight && isVictim);
  return isRight;
}

function share(hits: readonly boolean[]): number | null {
  return mean(hits.map((hit) => (hit ? 1 : 0)));
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 1000) / 1000;
}
