import type { Symptom } from './symptom.ts';
import { clearStrength, maxBlurMs, maxToleranceMs, storyGapMs } from './thresholds.ts';

export interface Onset {
  /** Epoch ms. */
  at: number;
  /** How far it may be off, ms: the coarsest step of what it was read from. */
  toleranceMs: number;
  /** How much later a change may be dated and still have done it, ms: a step, and the time over which rates are averaged. */
  blurMs: number;
}

const stepOf = (symptom: Symptom): number => ('shift' in symptom.from ? symptom.from.shift.series.stepMs : 0);

/** A value tells of its step, and of the time that a rate is averaged over. */
const blurOf = (symptom: Symptom): number =>
  stepOf(symptom) + ('shift' in symptom.from ? (symptom.from.shift.series.rateWindowMs ?? 0) : 0);

/**
 * When trouble began: the first clear symptom of the story that the alarm belongs to. Symptoms are split into stories where
 * none occur for a while; the strongest story that began before the alarm (or soon after, for an early alarm) is taken.
 */
export function findOnset(symptoms: readonly Symptom[], alarmAt: number): Onset | null {
  const clear = symptoms.filter(({ strength }) => strength >= clearStrength);
  const ordered = (clear.length > 0 ? clear : [...symptoms]).sort((a, b) => a.at - b.at);
  const stories: Symptom[][] = [];
  let previous = Number.NEGATIVE_INFINITY;
  for (const symptom of ordered) {
    if (symptom.at - previous > storyGapMs) stories.push([]);
    stories.at(-1)?.push(symptom);
    previous = symptom.at;
  }
  const weight = (story: Symptom[]): number => {
    const began = story[0]?.at ?? 0;
    const distance = Math.abs(alarmAt - began) / (60 * 60_000);
    return story.reduce((sum, { strength }) => sum + strength, 0) / (1 + distance);
  };
  const story = stories.reduce<Symptom[]>((best, one) => (weight(one) > weight(best) ? one : best), []);
  const first = story[0];
  if (first === undefined) return null;
  const early = story.slice(0, 20);
  const toleranceMs = Math.min(maxToleranceMs, Math.max(60_000, ...early.map(stepOf)));
  const blurMs = Math.min(maxBlurMs, Math.max(toleranceMs, ...early.map(blurOf)));
  return { at: first.at, toleranceMs, blurMs };
}
