import { type ChoiceModel, diagnose } from '@incidentfox/analysis';
import { type Ablation, ablate, ablations } from '../ablation/ablation.ts';
import { toObservations } from '../adapter/to-observations.ts';
import { caseFiles, type LoadedCase, readCases } from '../cases/case-file.ts';
import { toPrediction } from '../predict.ts';
import type { Prediction } from '../prediction.ts';
import { rankOf, readTruths, type Truth } from '../scoring/truth.ts';

export interface HarderCase {
  ablation: Ablation;
  confidence: number;
  right: boolean;
}

/** A case after the engine ran: what it said, what was so. */
export interface CaseOutcome {
  set: string;
  truth: Truth;
  prediction: Prediction;
  right: boolean;
  /** The same case made harder in every way that changes it: the alarm moved, or one kind of telemetry taken away. */
  harder: readonly HarderCase[];
  loaded: LoadedCase;
}

/**
 * Runs the engine over every case that has an answer: with the fitted weights, or with those that `models` has for its set, which
 * have not seen it.
 */
export function readOutcomes(folder: string, models: ReadonlyMap<string, ChoiceModel> = new Map()): CaseOutcome[] {
  const outcomes: CaseOutcome[] = [];
  for (const file of caseFiles(folder)) {
    for (const loaded of readCases(folder, file)) {
      const truth = readTruths(folder, loaded.set).get(loaded.record.id);
      if (truth === undefined) continue;
      const model = models.get(loaded.set);
      const options = model === undefined ? {} : { model };
      const prediction = toPrediction(loaded.record.id, diagnose(toObservations(loaded), options), 0);
      outcomes.push({
        set: loaded.set,
        truth,
        prediction,
        right: isRight(truth, prediction.ranking),
        harder: model === undefined ? madeHarder(loaded, truth) : [],
        loaded,
      });
    }
  }
  return outcomes;
}

function madeHarder(loaded: LoadedCase, truth: Truth): HarderCase[] {
  return ablations.flatMap((ablation) => {
    const observations = ablate(loaded, ablation);
    if (observations === null) return [];
    const { confidence, ranking } = toPrediction(truth.id, diagnose(observations), 0);
    return [{ ablation, confidence, right: isRight(truth, ranking) }];
  });
}

function isRight({ truth }: Truth, ranking: readonly { service: string }[]): boolean {
  return truth !== null && rankOf(truth.service, ranking) === 0;
}
