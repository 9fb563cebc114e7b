import type { Mechanism } from '../log-patterns/lines/mechanism.ts';
import type { LogPattern } from '../log-patterns/log-pattern.ts';
import type { Symptom } from './symptom.ts';
import { clearStrength, strayGapMs } from './thresholds.ts';

/** Said once, as nobody is there to say it again. */
const lastWords: ReadonlySet<Mechanism> = new Set(['out_of_memory', 'disk_full']);
const fatal = /\bpanic\b|\bfatal\b|segmentation fault|core dumped|\bcrash/i;

/**
 * Any busy service has a new line of complaint now and then: one in half an hour is a sign of trouble only where nothing clearer is,
 * or when it is what a process says before it ends.
 */
export function withoutStrayLines(symptoms: readonly Symptom[]): Symptom[] {
  const isClear = symptoms.some((symptom) => symptom.strength >= clearStrength && !isStray(symptom));
  return isClear ? symptoms.filter((symptom) => !isStray(symptom)) : [...symptoms];
}

function isStray({ from, mechanism }: Symptom): boolean {
  if (!('pattern' in from) || (mechanism !== null && lastWords.has(mechanism))) return false;
  return comesSeldom(from.pattern) && !fatal.test(from.pattern.example);
}

function comesSeldom({ times, count }: LogPattern): boolean {
  const [first, last] = [times[0], times.at(-1)];
  // Where lines are sampled, one stands for many.
  if (first === undefined || last === undefined || count > times.length) return false;
  return last - first >= (times.length - 1) * strayGapMs;
}
