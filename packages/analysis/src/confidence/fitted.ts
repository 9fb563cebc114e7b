import type { Calibration } from './calibration.ts';

/** Written by `npm run -s bench:rca:fit`; do not edit. */
export const fitted: Calibration = {
  version: '1',
  intercept: -4.7,
  weights: { strength: 1.75, lead: 0.3, sources: 1, symptom: 0.75 },
  missing: 0.15,
};
