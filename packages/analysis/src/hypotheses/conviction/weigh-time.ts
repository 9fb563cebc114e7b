import { minutesInWords } from '../../evidence/clock.ts';
import type { Alteration } from '../../patches/index.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Symptom } from '../../scene/symptom.ts';
import type { Term } from './term.ts';
import { timeTerms } from './thresholds.ts';

const minuteMs = 60_000;

/** A part of all strength after which a service is surely ill: one early line of noise dates nothing. */
const surelyShare = 0.25;

/** When the trouble of a service surely began, epoch ms: with the first signs that together weigh something. */
export function whenIll(symptoms: readonly Symptom[]): number | null {
  const ordered = [...symptoms].sort((a, b) => a.at - b.at);
  const total = ordered.reduce((sum, { strength }) => sum + strength, 0);
  let sum = 0;
  for (const { strength, at } of ordered) {
    sum += strength;
    if (sum >= surelyShare * total) return at;
  }
  return null;
}

/** How well the time from the change to the trouble fits; null when the change came too late to have done it. */
export function weighTime(at: number, onset: number, scene: Scene, delay: Alteration['delay'] | null): Term | null {
  const leadMs = onset - at;
  const tolerance = scene.onset?.toleranceMs ?? minuteMs;
  if (leadMs < -tolerance) return null;
  const minutes = Math.max(0, leadMs / minuteMs);
  const value =
    leadMs < -minuteMs
      ? timeTerms.justAfter
      : delay === 'gradual'
        ? timeTerms.gradual - Math.log1p(Math.max(0, minutes - timeTerms.gradualMinutes) / 60)
        : timeTerms.atOnce - Math.log1p(minutes / timeTerms.halfMinutes) * (minutes > 45 ? 1.5 : 1);
  const whole = Math.round(minutes);
  const text = whole === 0 ? 'the trouble began with it' : `the trouble began ${minutesInWords(whole)} after it`;
  return { about: 'time', value: Math.max(timeTerms.least, value), text, evidence: [] };
}
