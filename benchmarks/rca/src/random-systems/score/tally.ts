import type { SystemJudgement } from './judge.ts';

/** Counts over some judgements; every share has its own `of`. */
export interface ScoreTally {
  systems: number;
  faults: number;
  healthy: number;
  first: number;
  inThree: number;
  /** Faults with a cause named; of them those that are wrong as they are stated. */
  committed: number;
  committedWrong: number;
  /** Named with a confidence of .90 or more, healthy systems included; of them wrong. */
  sure: number;
  sureWrong: number;
  victimsBlamed: number;
  sharedCauses: number;
  sharedFirst: number;
  falseAlarms: number;
  wrongChange: number;
  rightChange: number;
  guiltyChanges: number;
  /** Mean square of confidence less outcome, over all. */
  brier: number;
}

export function tally(all: readonly SystemJudgement[]): ScoreTally {
  const count = (is: (one: SystemJudgement) => boolean) => all.filter(is).length;
  const names = ({ verdict }: SystemJudgement) => verdict === 'root_cause';
  const isSure = (one: SystemJudgement) => names(one) && one.confidence >= 0.9;
  return {
    systems: all.length,
    faults: count(({ healthy }) => !healthy),
    healthy: count(({ healthy }) => healthy),
    first: count(({ isFirst }) => isFirst),
    inThree: count(({ isInThree }) => isInThree),
    committed: count((one) => !one.healthy && names(one)),
    committedWrong: count((one) => !one.healthy && names(one) && !one.isRight),
    sure: count(isSure),
    sureWrong: count((one) => isSure(one) && !one.isRight),
    victimsBlamed: count(({ isVictimBlamed }) => isVictimBlamed),
    sharedCauses: count(({ isSharedCause }) => isSharedCause),
    sharedFirst: count(({ isSharedCause, isFirst }) => isSharedCause && isFirst),
    falseAlarms: count((one) => one.healthy && names(one)),
    wrongChange: count(({ isWrongChange }) => isWrongChange),
    rightChange: count(({ isRightChange }) => isRightChange === true),
    guiltyChanges: count(({ isRightChange }) => isRightChange !== null),
    brier: all.reduce((sum, one) => sum + (one.confidence - outcome(one)) ** 2, 0) / Math.max(1, all.length),
  };
}

/** Whether what was said came true: the first answer as it is stated, or that nothing is wrong. */
const outcome = ({ verdict, healthy, isRight }: SystemJudgement): number =>
  Number(verdict === 'healthy' ? healthy : isRight);

/** How often answers of a band of confidence are right, among those that name a cause. */
export interface Band {
  from: number;
  to: number;
  named: number;
  right: number;
  /** Mean confidence that was stated. */
  stated: number;
}

const limits = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01];

export const bandsOf = (all: readonly SystemJudgement[]): Band[] =>
  limits.slice(1).map((to, i) => {
    const from = limits[i] ?? 0;
    const within = all.filter(
      ({ verdict, confidence }) => verdict === 'root_cause' && confidence >= from && confidence < to,
    );
    return {
      from,
      to: Math.min(1, to),
      named: within.length,
      right: within.filter(({ isRight }) => isRight).length,
      stated: within.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, within.length),
    };
  });
