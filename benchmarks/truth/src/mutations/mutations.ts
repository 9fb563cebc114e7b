import { contentMutations, type Mutation } from './content-mutations.ts';
import { wholeMutations } from './whole-mutations.ts';

/** Every way in which a report is made false. */
export const mutations: readonly Mutation[] = [...contentMutations, ...wholeMutations];
