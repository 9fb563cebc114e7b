import { type ConfidenceFeatures, diagnose, readConfidence } from '@incidentfox/analysis';
import { toObservations } from '../adapter/to-observations.ts';
import { caseFiles, type LoadedCase, readCases } from '../cases/case-file.ts';
import { toPrediction } from '../predict.ts';
import type { Prediction } from '../prediction.ts';
import { rankOf, readTruths, type Truth } from '../scoring/truth.ts';

/** A case after the engine ran: what its confidence rests on, what it said, what was so. */
export interface CaseOutcome {
  set: string;
  truth: Truth;
  features: ConfidenceFeatures;
  prediction: Prediction;
  right: boolean;
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
      const right = truth.truth !== null && rankOf(truth.truth.service, prediction.ranking) === 0;
      const { features } = readConfidence(observations);
      outcomes.push({ set: loaded.set, truth, features, prediction, right, loaded });
    }
  }
  return outcomes;
}
