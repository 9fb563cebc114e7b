import type { Observations } from '@incidentfox/incident';
import { beganAt } from '../evidence/values-of-shift.ts';
import type { Symptom } from './symptom.ts';
import { clearStrength } from './thresholds.ts';

/** Until when all was normal, epoch ms: before anything that counts began, as the report dates it, and before the examined time. */
export function normalUntil(
  { alarmAt, window }: Observations,
  symptoms: readonly Symptom[],
  onset: number | null,
): number {
  let until = Math.min(alarmAt, window.from, onset ?? alarmAt);
  for (const { at, strength, from } of symptoms)
    if (strength >= clearStrength) until = Math.min(until, 'shift' in from ? beganAt(from.shift) : at);
  return until;
}
