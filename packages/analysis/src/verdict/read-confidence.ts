import type { Observations } from '@incidentfox/incident';
import { EvidenceBook } from '../evidence/evidence-book.ts';
import type { RankedOrigin } from '../ranking/ranked-origin.ts';
import { readScene } from '../scene/read-scene.ts';
import { type ConfidenceFeatures, confidenceFeatures } from './confidence-features.ts';

/** What `diagnose` bases its confidence on, before the calibration: the ranking and its features. For fitting. */
export function readConfidence(observations: Observations): {
  ranking: readonly RankedOrigin[];
  features: ConfidenceFeatures;
} {
  const { ranking, shifts } = readScene(observations, new EvidenceBook(observations));
  return { ranking, features: confidenceFeatures(ranking, shifts, observations) };
}
