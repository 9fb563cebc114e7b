import type { Prediction } from '../prediction.ts';
import { rankOf, type Truth } from './truth.ts';

export interface Scored {
  truth: Truth;
  prediction: Prediction;
}

export interface Score {
  culprits: number;
  top1: number;
  top3: number;
  top5: number;
  healthy: number;
  falseAlarms: number;
  committed: number;
  committedRight: number;
  brier: number;
  calibrationError: number;
  byKind: Map<string, { right: number; total: number }>;
}

/** Counts of a set, by the same rules as the scorer that comes with the cases. */
export function score(cases: readonly Scored[]): Score {
  const faults = cases.flatMap(({ truth, prediction }) =>
    truth.truth === null
      ? []
      : [{ kind: truth.truth.kind, rank: rankOf(truth.truth.service, prediction.ranking), prediction }],
  );
  const within = (k: number) => faults.filter(({ rank }) => rank >= 0 && rank < k).length;
  const healthy = cases.filter(({ truth }) => truth.truth === null);
  const byKind: Score['byKind'] = new Map();
  for (const { kind, rank } of faults) {
    const known = byKind.get(kind) ?? { right: 0, total: 0 };
    byKind.set(kind, { right: known.right + (rank === 0 ? 1 : 0), total: known.total + 1 });
  }
  const committed = faults.filter(({ prediction }) => prediction.verdict === 'root_cause');
  return {
    culprits: faults.length,
    top1: within(1),
    top3: within(3),
    top5: within(5),
    healthy: healthy.length,
    falseAlarms: healthy.filter(({ prediction }) => prediction.verdict === 'root_cause').length,
    committed: committed.length,
    committedRight: committed.filter(({ rank }) => rank === 0).length,
    ...calibration(cases.map(claim)),
    byKind: new Map([...byKind].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** What was claimed for the first of the ranking, and whether it was so. */
export interface ScoredClaim {
  confidence: number;
  right: boolean;
}

export function claim({ truth, prediction }: Scored): ScoredClaim {
  const right = truth.truth !== null && rankOf(truth.truth.service, prediction.ranking) === 0;
  return { confidence: prediction.ranking.length > 0 ? prediction.confidence : 0, right };
}

/** Claims by tenth of confidence. */
export function bins(claims: readonly ScoredClaim[]): ScoredClaim[][] {
  const tenths: ScoredClaim[][] = Array.from({ length: 10 }, () => []);
  for (const one of claims) tenths[Math.min(9, Math.floor(one.confidence * 10))]?.push(one);
  return tenths;
}

/** Brier score, and the expected calibration error over tenths of confidence. */
export function calibration(claims: readonly ScoredClaim[]): { brier: number; calibrationError: number } {
  const outcome = ({ right }: ScoredClaim) => (right ? 1 : 0);
  const gap = (bin: readonly ScoredClaim[]) =>
    Math.abs(bin.reduce((sum, one) => sum + one.confidence - outcome(one), 0));
  const total = Math.max(1, claims.length);
  return {
    brier: claims.reduce((sum, one) => sum + (one.confidence - outcome(one)) ** 2, 0) / total,
    calibrationError: bins(claims).reduce((sum, bin) => sum + gap(bin), 0) / total,
  };
}
