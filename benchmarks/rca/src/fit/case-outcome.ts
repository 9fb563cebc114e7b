import { type ConfidenceFeatures, diagnose, readConfidence } from '@incidentfox/analysis';
import { type Ablation, ablate, ablations } from '../ablation/ablation.ts';
import { toObservations } from '../adapter/to-observations.ts';
import { caseFiles, type LoadedCase, readCases } from '../cases/case-file.ts';
import { toPrediction } from '../predict.ts';
import type { Prediction } from '../prediction.ts';
import { rankOf, readTruths, type Truth } from '../scoring/truth.ts';

/** What the confidence rests on, and whether the first of the ranking was right. */
export interface CaseEvidence {
  features: ConfidenceFeatures;
  right: boolean;
}

export interface HarderCase extends CaseEvidence {
  ablation: Ablation;
  confidence: number;
}

/** A case after the engine ran: what its confidence rests on, what it said, what was so. */
export interface CaseOutcome extends CaseEvidence {
  set: string;
  truth: Truth;
  prediction: Prediction;
  /** The same case made harder in every way that changes it: the alarm moved, or one kind of telemetry taken away. */
  harder: readonly HarderCase[];
  loaded: LoadedCase;
}

/** Runs the engine over every case that has an answer. */
export function readOutcomes(folder: string): CaseOutcome[] {
  const outcomes: CaseOutcome[] = [];
  for (const file of caseFiles(folder)) {
    for (const loaded of readCases(folder, file)) {
      const truth = readTruths(folder, loaded.set).get(loaded.record.id);
      if (truth === undefined) continue;
      const observations = toObservations(loaded);
      const prediction = toPrediction(loaded.record.id, diagnose(observations), 0);
      outcomes.push({
        set: loaded.set,
        truth,
        prediction,
        features: readConfidence(observations).features,
        right: isRight(truth, prediction.ranking),
        harder: madeHarder(loaded, truth),
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
    const { features } = readConfidence(observations);
    const { confidence, ranking } = toPrediction(truth.id, diagnose(observations), 0);
    return [{ ablation, features, confidence, right: isRight(truth, ranking) }];
  });
}

function isRight({ truth }: Truth, ranking: readonly { service: string }[]): boolean {
  return truth !== null && rankOf(truth.service, ranking) === 0;
}
