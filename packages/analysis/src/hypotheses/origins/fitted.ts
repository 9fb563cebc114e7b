import type { ChoiceModel } from './choice-model.ts';

/**
 * Written by `npm run -s bench:rca:fit`; do not edit.
 * Fitted on 675 public cases and versions of them, 1140 random systems and 120 trees of calls.
 * What it is worth on families it was not fitted on is in docs/accuracy.md.
 */
export const fitted: ChoiceModel = {
  version: '1',
  evidence: {
    rankShare: 2.92,
    strength: 4.31,
    traffic: 1.39,
    logs: 0.46,
    platform: 5.15,
    namers: 1.09,
    lookups: 5.79,
    certificate: 2.7,
    change: 1.01,
    blamesOthers: -2.31,
    reach: 0,
    noPath: -0.54,
    unrelated: -0.99,
    late: 0,
    quiet: -0.99,
    affected: 0,
    host: 1.22,
    surge: 2.66,
    overrun: -0.12,
    place: 10.92,
  },
  nothingWrong: {
    constant: 1.66,
    coverage: {
      weak: 4.18,
      calm: 0,
      affectedQuiet: 1.6,
      affectedUnknown: 1.15,
      affectedUnmeasured: 0,
      noTarget: 0.16,
      noGraph: 0,
      unseenCallees: 0.04,
      noMetrics: 0,
      lonely: 0,
      failedKinds: 0,
      busier: 0.16,
      noPlatform: -1.16,
      noPeers: -0.56,
    },
  },
  elsewhere: {
    constant: 2.61,
    coverage: {
      weak: 0,
      calm: 1.55,
      affectedQuiet: 0.23,
      affectedUnknown: 0,
      affectedUnmeasured: 0,
      noTarget: 0.77,
      noGraph: 0.39,
      unseenCallees: 1.12,
      noMetrics: 0.76,
      lonely: 1.08,
      failedKinds: 0.72,
      busier: 0.38,
      noPlatform: -0.92,
      noPeers: -0.39,
    },
  },
};
