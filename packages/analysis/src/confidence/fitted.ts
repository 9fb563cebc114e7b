import type { Calibration } from './calibration.ts';

/**
 * Written by `npm run -s bench:rca:fit`; do not edit.
 * Fitted on 101 public cases. Left out one by one: Brier 0.080, calibration error 0.069,
 * right in 55 of 59 when a cause is named, 1 false alarms in 35 healthy cases.
 */
export const fitted: Calibration = {
  version: '101',
  intercept: -3.934,
  weights: { strength: 2.371, symptom: 1.816 },
  missing: 0.15,
};
