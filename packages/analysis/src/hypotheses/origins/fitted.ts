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
    strength: 4.39,
    traffic: 1.37,
    logs: 0.37,
    platform: 4.73,
    namers: 1.26,
    lookups: 5.25,
    certificate: 2.98,
    change: 2.01,
    blamesOthers: -2.22,
    reach: 0,
    noPath: -0.63,
    unrelated: -0.99,
    late: 0,
    quiet: -1.09,
    affected: 0,
    host: 1.31,
    surge: 5.04,
    overrun: -0.29,
    place: 9.98,
    unseenBelow: -0.57,
  },
  nothingWrong: {
    constant: 1.88,
    coverage: {
      weak: 4.06,
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
      busier: 0.16,
      noPlatform: -1.17,
      noPeers: -0.64,
    },
  },
  elsewhere: {
    constant: 2.64,
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
      failedKinds: 0.72,
      busier: 0.51,
      noPlatform: -0.9,
      noPeers: -0.5,
    },
  },
  calibration: {
    intercept: 0.2,
    slope: 1.23,
  },
};
