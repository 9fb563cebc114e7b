import type { ChoiceModel } from './choice-model.ts';

/**
 * Written by `npm run -s bench:rca:fit`; do not edit.
 * Fitted on 675 public cases and versions of them, 1140 random systems and 120 trees of calls.
 * What it is worth on families it was not fitted on is in docs/accuracy.md.
 */
export const fitted: ChoiceModel = {
  version: '1',
  evidence: {
    rankShare: 2.81,
    strength: 4.43,
    traffic: 1.03,
    logs: 0.43,
    platform: 4.74,
    namers: 1.31,
    lookups: 5.27,
    certificate: 1,
    change: 1,
    blamesOthers: -2.41,
    reach: 0,
    noPath: -0.61,
    unrelated: -0.97,
    late: 0,
    quiet: -1.05,
    affected: 0,
    host: 1.11,
    surge: 2.43,
    overrun: -0.45,
    place: 9.99,
  },
  nothingWrong: {
    constant: 1.78,
    coverage: {
      weak: 3.95,
      calm: 0,
      affectedQuiet: 1.58,
      affectedUnknown: 1.15,
      affectedUnmeasured: 0,
      noTarget: 0.1,
      noGraph: 0,
      unseenCallees: 0.04,
      noMetrics: 0,
      lonely: 0,
      failedKinds: 0,
      busier: 0.11,
      noPlatform: -1.13,
      noPeers: -0.61,
    },
  },
  elsewhere: {
    constant: 2.53,
    coverage: {
      weak: 0,
      calm: 1.4,
      affectedQuiet: 0.29,
      affectedUnknown: 0,
      affectedUnmeasured: 0,
      noTarget: 0.84,
      noGraph: 0.34,
      unseenCallees: 1.93,
      noMetrics: 0.71,
      lonely: 1.04,
      failedKinds: 0.68,
      busier: 0.34,
      noPlatform: -0.87,
      noPeers: -0.44,
    },
  },
};
