import { callTreeCases, type FamilyCase, randomCases } from './choice-cases.ts';
import { fitSeeds } from './seeds.ts';

export interface MadeCases {
  /** What the weights are fitted on. */
  fitted: readonly FamilyCase[];
  /** What only the calibration is fitted on. */
  calibration: readonly FamilyCase[];
}

export const fittedCases = (): FamilyCase[] => [
  ...randomCases(fitSeeds.random.seed, fitSeeds.random.count),
  ...callTreeCases(fitSeeds.callTree.seed, fitSeeds.callTree.count),
];

export const madeCases = (): MadeCases => ({
  fitted: fittedCases(),
  calibration: [...randomCases(fitSeeds.calibration.seed, fitSeeds.calibration.count)],
});
