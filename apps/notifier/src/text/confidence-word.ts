import { minHighConfidence } from '../thresholds.ts';

/** What a confidence is worth, to somebody who does not know our scale: a cause below 0.6 is not named at all. */
export function confidenceWord(confidence: number): 'high' | 'moderate' {
  return confidence >= minHighConfidence ? 'high' : 'moderate';
}
