import { type Calibration, calibrate, fittedFeatures } from '@incidentfox/analysis';
import type { Prediction } from '../prediction.ts';
import type { CaseEvidence, CaseOutcome } from './case-outcome.ts';
import { fitLogistic, type Row } from './fit-logistic.ts';

const RIDGE = 0.05;
/** Log odds lost for each kind of telemetry that is missing: set, so that no chance of the cases makes silence a virtue. */
const MISSING = 0.15;
/** What the versions of a case in which one kind of telemetry was taken away count for together, beside the case itself. */
const ABLATED_WEIGHT = 0.5;
const MIN_CONFIDENCE = 0.6;

export function fitCalibration(outcomes: readonly CaseOutcome[], version: string): Calibration {
  const rows = outcomes.flatMap((outcome): Row[] => {
    const withoutOne = outcome.harder.filter(({ ablation }) => ablation.change !== undefined);
    const weight = ABLATED_WEIGHT / Math.max(1, withoutOne.length);
    return [toRow(outcome, 1), ...withoutOne.map((one) => toRow(one, weight))];
  });
  const [intercept = 0, ...weights] = fitLogistic(rows, RIDGE).map((weight) => Math.round(weight * 1000) / 1000);
  return {
    version,
    intercept,
    weights: Object.fromEntries(fittedFeatures.map((name, i) => [name, weights[i] ?? 0])) as Calibration['weights'],
    missing: MISSING,
  };
}

function toRow({ features, right }: CaseEvidence, weight: number): Row {
  return {
    x: fittedFeatures.map((name) => features[name]),
    offset: -MISSING * features.missing,
    y: right ? 1 : 0,
    weight,
  };
}

/** Each case with the confidence it gets from a curve that has not seen it, and the verdict that follows. */
export function leaveOneOut(outcomes: readonly CaseOutcome[]): (CaseOutcome & { prediction: Prediction })[] {
  return outcomes.map((outcome) => withCalibration(outcome, fitCalibration(without(outcomes, outcome), 'held-out')));
}

/** The same, from curves fitted on the other sets only: what to expect on a system never seen. */
export function leaveSetOut(outcomes: readonly CaseOutcome[]): CaseOutcome[] {
  return [...new Set(outcomes.map(({ set }) => set))].flatMap((set) => {
    const calibration = fitCalibration(
      outcomes.filter((one) => one.set !== set),
      'held-out',
    );
    return outcomes.filter((one) => one.set === set).map((outcome) => withCalibration(outcome, calibration));
  });
}

const without = (outcomes: readonly CaseOutcome[], one: CaseOutcome) => outcomes.filter((other) => other !== one);

function withCalibration(outcome: CaseOutcome, calibration: Calibration): CaseOutcome {
  const confidence = Math.round(calibrate(outcome.features, calibration) * 100) / 100;
  const verdict =
    confidence >= MIN_CONFIDENCE ? 'root_cause' : outcome.prediction.verdict === 'healthy' ? 'healthy' : 'inconclusive';
  return { ...outcome, prediction: { ...outcome.prediction, confidence, verdict } };
}
