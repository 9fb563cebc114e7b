import {
  type AnswerSigns,
  answerSignNames,
  type Calibration,
  type ChoiceBasis,
  type ChoiceModel,
  coverageNames,
  evidenceNames,
} from '@incidentfox/analysis';
import { freeEvidence, neutralCoverage, speaksAgainst } from './signs.ts';

/** One case with its answer: which candidates are right, or that nothing is wrong. */
export interface ChoiceCase {
  basis: ChoiceBasis;
  /** Index of every right candidate; empty when nothing is wrong, or when it began where nobody looked. */
  right: readonly number[];
  isHealthy: boolean;
  /** Id of the change that did it; null when none did or none is known. */
  guiltyChange: string | null;
  /** What the case counts for. */
  weight: number;
}

/** Claims as they are. */
const asItIs: Calibration = {
  intercept: 0,
  slope: 1,
  signs: Object.fromEntries(answerSignNames.map((name) => [name, 0])) as unknown as AnswerSigns,
  change: { intercept: 0, slope: 1 },
};
const RIDGE = 0.3;
const MAX_ROUNDS = 400;
const TOLERANCE = 1e-7;
const size = evidenceNames.length + 2 * (1 + coverageNames.length);
const nothingAt = evidenceNames.length;
const elsewhereAt = nothingAt + 1 + coverageNames.length;

interface Row {
  /** Features of each candidate, and of the two other possibilities, at their place in the weights. */
  evidence: Float64Array[];
  coverage: Float64Array;
  wanted: readonly number[];
  weight: number;
}

/**
 * The weights under which the answers are likeliest (multinomial logistic regression with a ridge), each with the sign that its meaning
 * demands. By projected gradient steps with momentum that starts anew when it overshoots. Deterministic.
 */
export function fitChoice(cases: readonly ChoiceCase[], version: string): ChoiceModel {
  const rows = cases.map(toRow);
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const bounds = boundsOf();
  let weights = new Float64Array(size);
  let ahead = weights;
  let momentum = 1;
  let step = 1;
  let loss = lossAt(weights, rows, total).loss;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const here = lossAt(ahead, rows, total);
    let next = project(ahead, here.gradient, step, bounds);
    let reached = lossAt(next, rows, total).loss;
    for (
      let tries = 0;
      reached > here.loss - expectedGain(ahead, next, here.gradient, step) && tries < 40;
      tries += 1
    ) {
      step /= 2;
      next = project(ahead, here.gradient, step, bounds);
      reached = lossAt(next, rows, total).loss;
    }
    const overshoots = reached > loss;
    const grown = overshoots ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const pull = overshoots ? 0 : (momentum - 1) / grown;
    const previous = weights;
    if (!overshoots) weights = next;
    ahead = weights.map((weight, i) => weight + pull * (weight - (previous[i] ?? 0)));
    momentum = grown;
    step *= 1.1;
    if (!overshoots && loss - reached < TOLERANCE && round > 20) break;
    if (!overshoots) loss = reached;
  }
  return toModel(weights, version);
}

function toRow({ basis, right, isHealthy, weight }: ChoiceCase): Row {
  const count = basis.candidates.length;
  return {
    evidence: basis.candidates.map(({ evidence }) => Float64Array.from(evidenceNames, (name) => evidence[name])),
    coverage: Float64Array.from([1, ...coverageNames.map((name) => basis.coverage[name])]),
    wanted: right.length > 0 ? right : [isHealthy ? count : count + 1],
    weight,
  };
}

function lossAt(weights: Float64Array, rows: readonly Row[], total: number): { loss: number; gradient: Float64Array } {
  const gradient = weights.map((weight) => (2 * RIDGE * weight) / total);
  let loss = weights.reduce((sum, weight) => sum + RIDGE * weight * weight, 0) / total;
  for (const { evidence, coverage, wanted, weight } of rows) {
    const sums = [
      ...evidence.map((one) => dot(weights, one, 0)),
      dot(weights, coverage, nothingAt),
      dot(weights, coverage, elsewhereAt),
    ];
    const highest = Math.max(...sums);
    const shares = sums.map((sum) => Math.exp(sum - highest));
    const all = shares.reduce((sum, one) => sum + one, 0);
    const hit = wanted.reduce((sum, i) => sum + (shares[i] ?? 0), 0);
    loss -= (weight * Math.log(Math.max(1e-12, hit / all))) / total;
    for (const [i, share] of shares.entries()) {
      const pull = (weight * (share / all - (wanted.includes(i) ? share / Math.max(1e-12, hit) : 0))) / total;
      const at = i < evidence.length ? 0 : i === evidence.length ? nothingAt : elsewhereAt;
      const features = evidence[i] ?? coverage;
      for (let k = 0; k < features.length; k += 1)
        gradient[at + k] = (gradient[at + k] ?? 0) + pull * (features[k] ?? 0);
    }
  }
  return { loss, gradient };
}

function dot(weights: Float64Array, features: Float64Array, at: number): number {
  let sum = 0;
  for (let k = 0; k < features.length; k += 1) sum += (weights[at + k] ?? 0) * (features[k] ?? 0);
  return sum;
}

const project = (from: Float64Array, gradient: Float64Array, step: number, bounds: readonly [number, number][]) =>
  from.map((weight, i) => {
    const [low, high] = bounds[i] ?? [0, 0];
    return Math.min(high, Math.max(low, weight - step * (gradient[i] ?? 0)));
  });

/** What a step of this size gains at least when it is not too long. */
const expectedGain = (from: Float64Array, to: Float64Array, gradient: Float64Array, step: number): number =>
  from.reduce((sum, weight, i) => {
    const moved = (to[i] ?? 0) - weight;
    return sum - (gradient[i] ?? 0) * moved - (moved * moved) / (2 * step);
  }, 0);

const FREE: [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
const FOR: [number, number] = [0, Number.POSITIVE_INFINITY];
const AGAINST: [number, number] = [Number.NEGATIVE_INFINITY, 0];

function boundsOf(): [number, number][] {
  const possibility = [FREE, ...coverageNames.map((name) => (neutralCoverage.has(name) ? AGAINST : FOR))];
  return [
    ...evidenceNames.map((name) => (freeEvidence.has(name) ? FREE : speaksAgainst.has(name) ? AGAINST : FOR)),
    ...possibility,
    ...possibility,
  ];
}

const rounded = (weight: number | undefined): number => Math.round((weight ?? 0) * 100) / 100;

function toModel(weights: Float64Array, version: string): ChoiceModel {
  const possibility = (at: number) => ({
    constant: rounded(weights[at]),
    coverage: Object.fromEntries(
      coverageNames.map((name, i) => [name, rounded(weights[at + 1 + i])]),
    ) as ChoiceModel['elsewhere']['coverage'],
  });
  return {
    version,
    evidence: Object.fromEntries(
      evidenceNames.map((name, i) => [name, rounded(weights[i])]),
    ) as unknown as ChoiceModel['evidence'],
    nothingWrong: possibility(nothingAt),
    elsewhere: possibility(elsewhereAt),
    calibration: asItIs,
  };
}
