import type { Observations } from '@incidentfox/incident';
import { SIGNIFICANT_EFFECT } from '../onset/measure-shift.ts';
import type { RankedOrigin } from '../ranking/ranked-origin.ts';
import type { Assessment } from './assessment.ts';

/** How many answered questions are needed before silence means that nothing is wrong. */
const ENOUGH_ANSWERS = 3;

/**
 * Turns a ranking into a verdict and a calibrated probability that its first is the origin.
 * `minConfidence` (0..1) is the least probability at which a cause is named.
 */
export function assess(ranking: readonly RankedOrigin[], observations: Observations, minConfidence = 0.6): Assessment {
  const first = ranking[0];
  const measured = observations.answered.length + observations.series.length;
  if (first === undefined || first.score < SIGNIFICANT_EFFECT) {
    return { verdict: measured >= ENOUGH_ANSWERS ? 'healthy' : 'inconclusive', confidence: 0, sources: 0 };
  }
  const { resource, unexplained, network, traffic, logs } = first.features;
  const sources = [resource, unexplained, network, traffic, logs].filter((part) => part >= SIGNIFICANT_EFFECT).length;
  const second = ranking[1]?.score ?? 0;
  const lead = first.score / (first.score + second);
  const confidence = Math.min(sources >= 2 ? 0.95 : 0.75, lead);
  return { verdict: confidence >= minConfidence ? 'root_cause' : 'inconclusive', confidence, sources };
}
