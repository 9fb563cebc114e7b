import type { ChoiceModel } from './choice-model.ts';

/**
 * Written by `npm run -s bench:rca:fit`; do not edit.
 * Fitted on 675 public cases and versions of them, 1140 random systems and 120 trees of calls.
 * What it is worth on families it was not fitted on is in docs/accuracy.md.
 */
export const fitted: ChoiceModel = {
  version: '1',
  evidence: {
    rankShare: 2.76,
    strength: 4.51,
    traffic: 1.01,
    logs: 0.46,
    platform: 4.83,
    namers: 1.24,
    lookups: 5.31,
    change: 0.58,
    blamesOthers: -2.42,
    reach: 0,
    noPath: -0.64,
    unrelated: -0.82,
    late: 0,
    quiet: -1.01,
    affected: 0,
    host: 1.15,
    surge: 0.21,
    overrun: -0.47,
    place: 10.06,
  },
  nothingWrong: {
    constant: 1.9,
    coverage: {
      weak: 3.81,
      calm: 0,
      affectedQuiet: 1.58,
      affectedUnknown: 1.12,
      affectedUnmeasured: 0,
      noTarget: 0.09,
      noGraph: 0,
      unseenCallees: 0,
      noMetrics: 0,
      busier: 0.02,
      noPlatform: -1.16,
      noPeers: -0.6,
    },
  },
  elsewhere: {
    constant: 2.61,
    coverage: {
      weak: 0,
      calm: 1.43,
      affectedQuiet: 0.32,
      affectedUnknown: 0,
      affectedUnmeasured: 0,
      noTarget: 0.85,
      noGraph: 0.36,
      unseenCallees: 2.16,
      noMetrics: 1.66,
      busier: 0.3,
      noPlatform: -0.89,
      noPeers: -0.51,
    },
  },
};
