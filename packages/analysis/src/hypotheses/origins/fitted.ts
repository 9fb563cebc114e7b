import type { ChoiceModel } from './choice-model.ts';

/**
 * Written by `npm run -s bench:rca:fit`; do not edit.
 * Fitted on 675 public cases and versions of them, 1140 random systems and 120 trees of calls.
 * Calibrated on 570 other random systems, and on each public set as answered by weights that had not seen it.
 * What it is worth on families it was not fitted on is in docs/accuracy.md.
 */
export const fitted: ChoiceModel = {
  version: '2',
  evidence: {
    rankShare: 2.84,
    strength: 4.4,
    traffic: 1.39,
    logs: 0.38,
    platform: 4.74,
    namers: 1.29,
    lookups: 5.25,
    certificate: 2.96,
    change: 2.04,
    blamesOthers: -2.28,
    reach: 0,
    noPath: -0.63,
    unrelated: -0.97,
    late: 0,
    quiet: -1.11,
    affected: 0,
    host: 1.3,
    surge: 5.09,
    overrun: -0.3,
    place: 9.97,
    unseenBelow: -0.57,
  },
  nothingWrong: {
    constant: 1.89,
    coverage: {
      weak: 4.05,
      calm: 0,
      affectedQuiet: 1.48,
      affectedUnknown: 1.06,
      affectedUnmeasured: 0,
      noTarget: 0.1,
      noGraph: 0,
      unseenCallees: 0.03,
      noMetrics: 0,
      lonely: 0,
      failedKinds: 0,
      busier: 0.17,
      noPlatform: -1.18,
      noPeers: -0.65,
    },
  },
  elsewhere: {
    constant: 2.65,
    coverage: {
      weak: 0,
      calm: 1.45,
      affectedQuiet: 0.22,
      affectedUnknown: 0,
      affectedUnmeasured: 0,
      noTarget: 0.79,
      noGraph: 0.37,
      unseenCallees: 1.75,
      noMetrics: 0.72,
      lonely: 1.09,
      failedKinds: 0.73,
      busier: 0.51,
      noPlatform: -0.91,
      noPeers: -0.5,
    },
  },
  calibration: {
    intercept: 0.2,
    slope: 1.23,
  },
};
