import type { Shift } from '../onset/shift.ts';
import { familyOf, harmOf } from './signal-families.ts';
import { earlierSymptomSteps, earlierSymptomWeight } from './thresholds.ts';

/** Weakens slowness and failures that stood at least a step before the target's own began. Others stay as they are. */
export function discountEarlierSymptoms(shifts: readonly Shift[], target: string | undefined): readonly Shift[] {
  const felt = shifts.filter(
    (shift) => shift.significant && shift.series.service === target && isSymptom(shift) && harmOf(shift) > 0,
  );
  if (felt.length === 0) return shifts;
  const onset = felt.reduce((first, shift) => Math.min(first, shift.onsetAt), Number.POSITIVE_INFINITY);
  return shifts.map((shift) =>
    isSymptom(shift) && shift.onsetAt <= onset - earlierSymptomSteps * shift.series.stepMs
      ? { ...shift, effect: shift.effect * earlierSymptomWeight }
      : shift,
  );
}

function isSymptom(shift: Shift): boolean {
  const family = familyOf(shift);
  return family === 'latency' || family === 'errors';
}
