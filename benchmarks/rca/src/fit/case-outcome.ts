import { type ConfidenceFeatures, diagnose, readConfidence } from '@incidentfox/analysis';
import type { Observations } from '@incidentfox/incident';
import { ablations } from '../ablation/ablation.ts';
import { toObservations } from '../adapter/to-observations.ts';
import { caseFiles, type LoadedCase, readCases } from '../cases/case-file.ts';
import { toPrediction } from '../predict.ts';
import type { Prediction } from '../prediction.ts';
import { rankOf, readTruths, type Truth } from '../scoring/truth.ts';

/** What the confidence rests on, and whether the first of the ranking was right. */
export interface Evidence {
  features: ConfidenceFeatures;
  right: boolean;
}

/** A case after the engine ran: what its confidence rests on, what it said, what was so. */
export interface CaseOutcome extends Evidence {
  set: string;
  truth: Truth;
  prediction: Prediction;
  /** The same case with one kind of telemetry taken away, for each kind that it had. */
  withoutOne: readonly Evidence[];
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
        withoutOne: withoutOne(observations, truth),
        loaded,
      });
    }
  }
  return outcomes;
}

function withoutOne(observations: Observations, truth: Truth): Evidence[] {
  return ablations.flatMap(({ change }) => {
    const less = change?.(observations);
    if (less === undefined || isSame(less, observations)) return [];
    const { ranking, features } = readConfidence(less);
    return [{ features, right: isRight(truth, ranking) }];
  });
}

/** Nothing was there to take away. */
const isSame = (a: Observations, b: Observations): boolean =>
  a.series.length === b.series.length &&
  a.logs.length === b.logs.length &&
  a.edges.length === b.edges.length &&
  a.target === b.target;

function isRight({ truth }: Truth, ranking: readonly { service: string }[]): boolean {
  return truth !== null && rankOf(truth.service, ranking) === 0;
}
