import type { Symptom } from './symptom.ts';

/** The strength of several symptoms taken as one, 0..1: each multiplies the remaining doubt by one minus its own strength. */
export const combinedStrength = (symptoms: readonly Symptom[]): number =>
  1 - symptoms.reduce((doubt, { strength }) => doubt * (1 - strength), 1);
