import type { Verdict } from '@incidentfox/incident';

/** One line of output, as the scorer reads it. */
export interface Prediction {
  id: string;
  verdict: Verdict;
  confidence: number;
  ranking: readonly { service: string; score: number }[];
  took_ms: number;
}
