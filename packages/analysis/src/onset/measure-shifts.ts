import type { Observations } from '@incidentfox/incident';
import { agreeOnOnset } from './agree-on-onset.ts';
import { callGaps } from './call-gap.ts';
import { failureFloors } from './failure-floor.ts';
import { measureShift } from './measure-shift.ts';
import type { Shift } from './shift.ts';

/**
 * Measures every series of the observations, and the gaps between callers and callees that follow from them.
 * In the order of the observations; series that cannot be compared are left out.
 */
export function measureShifts(observations: Observations): Shift[] {
  const shifts: Shift[] = [];
  const floorOf = failureFloors(observations.series);
  for (const series of [...observations.series, ...callGaps(observations.series)]) {
    const shift = measureShift(series, observations.window, observations.alarmAt, floorOf(series));
    if (shift !== null) shifts.push(shift);
  }
  return agreeOnOnset(shifts);
}
