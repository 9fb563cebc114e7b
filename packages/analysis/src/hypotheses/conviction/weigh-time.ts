import { minutesInWords } from '../../evidence/clock.ts';
import type { Alteration } from '../../patches/index.ts';
import type { Symptom } from '../../scene/symptom.ts';
import type { Term } from './term.ts';
import { timeTerms } from './thresholds.ts';

const minuteMs = 60_000;

/** A part of all strength after which a service is surely ill: one early line of noise dates nothing. */
const surelyShare = 0.25;

/** When trouble began, epoch ms, and how far that may be off. */
export interface Began {
  at: number;
  toleranceMs: number;
  /** How much later a change may be dated and still have done it, ms. */
  blurMs: number;
}

/** When the trouble of a service surely began: with the first signs that together weigh something. */
export function whenIll(symptoms: readonly Symptom[], atLeast: Omit<Began, 'at'>): Began | null {
  const ordered = [...symptoms].sort((a, b) => a.at - b.at);
  const total = ordered.reduce((sum, { strength }) => sum + strength, 0);
  let sum = 0;
  for (const symptom of ordered) {
    const { strength, at, from } = symptom;
    sum += strength;
    if (sum < surelyShare * total) continue;
    const slow = 'shift' in from ? (from.shift.onsetToleranceMs ?? 0) : 0;
    const toleranceMs = Math.max(atLeast.toleranceMs, slow);
    return { at, toleranceMs, blurMs: Math.max(toleranceMs, atLeast.blurMs) };
  }
  return null;
}

const soon = (minutes: number): number =>
  timeTerms.atOnce - Math.log1p(minutes / timeTerms.halfMinutes) * (minutes > 45 ? 1.5 : 1);
const gradually = (minutes: number): number =>
  timeTerms.gradual - Math.log1p(Math.max(0, minutes - timeTerms.gradualMinutes) / 60);

/** How well the time from the change to the trouble fits; null when the change came too late to have done it. */
export function weighTime(
  at: number,
  { at: onset, toleranceMs, blurMs }: Began,
  delay: Alteration['delay'] | null,
): Term | null {
  const leadMs = onset - at;
  if (leadMs < -blurMs) return null;
  const minutes = Math.max(0, leadMs / minuteMs);
  const value =
    leadMs < -toleranceMs
      ? timeTerms.blurred
      : leadMs < -Math.max(minuteMs, toleranceMs / 2)
        ? timeTerms.justAfter
        : delay === 'gradual'
          ? Math.max(gradually(minutes), soon(minutes) - timeTerms.rarelyAtOnce)
          : soon(minutes);
  const whole = Math.round(minutes);
  const text = whole === 0 ? 'the trouble began with it' : `the trouble began ${minutesInWords(whole)} after it`;
  return { about: 'time', value: Math.max(timeTerms.least, value), text, evidence: [] };
}
