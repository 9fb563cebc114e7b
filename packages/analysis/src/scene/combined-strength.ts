import type { Symptom } from './symptom.ts';

/** Several signs together: each leaves less doubt, none more than certainty. */
export const combinedStrength = (symptoms: readonly Symptom[]): number =>
  1 - symptoms.reduce((doubt, { strength }) => doubt * (1 - strength), 1);
