import { diagnose } from '@incidentfox/analysis';
import type { Diagnosis, Observations } from '@incidentfox/incident';
import type { Prediction } from './prediction.ts';

const RANKED = 10;

/** Runs the production engine on one case. `took_ms` is the engine alone, without reading files. */
export function predict(id: string, observations: Observations): Prediction {
  const start = process.hrtime.bigint();
  const diagnosis = diagnose(observations);
  return toPrediction(id, diagnosis, Number(process.hrtime.bigint() - start) / 1e6);
}

/** The scorer asks how likely the first of the ranking is right; when the engine is sure that nothing is wrong, it is not. */
export function toPrediction(id: string, { verdict, confidence, ranking }: Diagnosis, tookMs: number): Prediction {
  return {
    id,
    verdict,
    confidence: verdict === 'healthy' ? Math.round((1 - confidence) * 100) / 100 : confidence,
    ranking: ranking.slice(0, RANKED),
    took_ms: Math.round(tookMs * 100) / 100,
  };
}
