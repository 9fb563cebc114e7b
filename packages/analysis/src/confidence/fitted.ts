import type { Calibration } from './calibration.ts';

/** Written by `npm run -s bench:rca:fit`; do not edit. */
export const fitted: Calibration = {
  version: '1',
  intercept: -4.06,
  weights: { strength: 2.22, lead: 0.37, symptom: 1.36 },
  missing: 0.15,
};
