import { callTreeCases, type FamilyCase, randomCases } from './choice-cases.ts';
import { fitSeeds } from './seeds.ts';

/** The made-up cases that the weights are fitted on. */
export const madeCases = (): FamilyCase[] => [
  ...randomCases(fitSeeds.random.seed, fitSeeds.random.count),
  ...callTreeCases(fitSeeds.callTree.seed, fitSeeds.callTree.count),
];
