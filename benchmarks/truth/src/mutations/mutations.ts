import { adviceMutations } from './advice-mutations.ts';
import { factMutations } from './fact-mutations.ts';
import { groundMutations } from './ground-mutations.ts';
import type { Mutation } from './mutation.ts';
import { nameMutations } from './name-mutations.ts';
import { numberMutations } from './number-mutations.ts';
import { timeMutations } from './time-mutations.ts';
import { wholeMutations } from './whole-mutations.ts';

/** Every way in which a report is made false. */
export const mutations: readonly Mutation[] = [
  ...numberMutations,
  ...timeMutations,
  ...nameMutations,
  ...groundMutations,
  ...adviceMutations,
  ...factMutations,
  ...wholeMutations,
];
