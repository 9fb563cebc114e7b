import type { ChoiceModel } from './choice-model.ts';

/**
 * Written by `npm run -s bench:rca:fit`; do not edit.
 * Fitted on 675 public cases and versions of them, 1140 random systems and 120 trees of calls.
 * Calibrated on 950 other random systems alone.
 * What it is worth on families it was not fitted on is in docs/accuracy.md.
 */
export const fitted: ChoiceModel = {
  version: '2',
  evidence: {
    rankShare: 2.74,
    strength: 4.49,
    traffic: 1.29,
    logs: 0.32,
    platform: 4.69,
    namers: 1.06,
    lookups: 5.29,
    certificate: 3.01,
    change: 2.16,
    blamesOthers: -2.07,
    reach: 0,
    noPath: -0.85,
    unrelated: -1.04,
    late: 0,
    quiet: -1,
    affected: 0,
    host: 1.49,
    surge: 5.03,
    overrun: -0.44,
    place: 10.31,
    unseenBelow: -0.64,
    slowStore: 0.56,
    slowStoreUncharted: 1.07,
    shortStore: 0,
    shortUncharted: 3.69,
  },
  nothingWrong: {
    constant: 1.79,
    coverage: {
      weak: 4.01,
      calm: 0,
      affectedQuiet: 1.47,
      affectedUnknown: 1.21,
      affectedUnmeasured: 0,
      noTarget: 0.2,
      noGraph: 0,
      unseenCallees: 0.04,
      noMetrics: 0,
      lonely: 0,
      failedKinds: 0,
      busier: 0.13,
      noPlatform: -1.14,
      noPeers: -0.61,
    },
  },
  elsewhere: {
    constant: 2.62,
    coverage: {
      weak: 0,
      calm: 1.48,
      affectedQuiet: 0.11,
      affectedUnknown: 0,
      affectedUnmeasured: 0,
      noTarget: 0.89,
      noGraph: 0.4,
      unseenCallees: 1.76,
      noMetrics: 0.84,
      lonely: 0.9,
      failedKinds: 0.73,
      busier: 0.46,
      noPlatform: -0.88,
      noPeers: -0.47,
    },
  },
  calibration: {
    intercept: 0.02,
    slope: 1.05,
    signs: {
      onlyBusy: -2.45,
      likeVictim: -0.56,
      unconfirmed: 0,
      place: 1.1,
      openChanges: -0.11,
    },
    change: {
      intercept: 0.1,
      slope: 1.19,
    },
  },
};
