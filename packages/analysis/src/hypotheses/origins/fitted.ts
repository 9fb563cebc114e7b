import type { ChoiceModel } from './choice-model.ts';

/**
 * Written by `npm run -s bench:rca:fit`; do not edit.
 * Fitted on 675 public cases and versions of them, 1140 random systems and 120 trees of calls.
 * What it is worth on families it was not fitted on is in docs/accuracy.md.
 */
export const fitted: ChoiceModel = {
  version: '1',
  evidence: {
    rankShare: 3,
    strength: 3.87,
    traffic: 0.98,
    logs: 0.36,
    platform: 4.64,
    namers: 1.22,
    lookups: 5.2,
    change: 0.66,
    blamesOthers: -2.4,
    reach: 0,
    noPath: -0.61,
    unrelated: -0.84,
    late: 0,
    quiet: -0.91,
    affected: 0.03,
    host: 1.14,
    surge: 0.11,
    overrun: -0.6,
    node: 8.18,
    zone: 4.09,
  },
  nothingWrong: {
    constant: 1.66,
    coverage: {
      weak: 4.25,
      calm: 0,
      affectedQuiet: 1.6,
      affectedUnknown: 1.18,
      affectedUnmeasured: 0,
      noTarget: 0.06,
      noGraph: 0,
      unseenCallees: 0,
      noMetrics: 0,
      noPlatform: -1.23,
      noPeers: -0.62,
    },
  },
  elsewhere: {
    constant: 3.11,
    coverage: {
      weak: 0,
      calm: 1.52,
      affectedQuiet: 0.17,
      affectedUnknown: 0,
      affectedUnmeasured: 0,
      noTarget: 0.7,
      noGraph: 0.45,
      unseenCallees: 1.95,
      noMetrics: 1.52,
      noPlatform: -1.26,
      noPeers: -0.54,
    },
  },
};
