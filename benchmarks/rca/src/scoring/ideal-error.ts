import { chance } from '../synthetic/synthetic-system.ts';
import { calibration, type ScoredClaim } from './score.ts';

const DRAWS = 500;

/**
 * The calibration error to expect of these very confidences if each were exactly right: what so few cases show by chance.
 * The mean over outcomes drawn from the confidences; the same claims give the same number.
 */
export function idealCalibrationError(claims: readonly ScoredClaim[]): number {
  const next = chance(claims.length);
  let sum = 0;
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const drawn = claims.map(({ confidence }) => ({ confidence, right: next() < confidence }));
    sum += calibration(drawn).calibrationError;
  }
  return sum / DRAWS;
}
