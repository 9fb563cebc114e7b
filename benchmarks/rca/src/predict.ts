import { diagnose } from '@incidentfox/analysis';
import type { Observations } from '@incidentfox/incident';
import type { Prediction } from './prediction.ts';

/** Runs the production engine on one case. `took_ms` is the engine alone, without reading files. */
export function predict(id: string, observations: Observations): Prediction {
  const start = process.hrtime.bigint();
  const diagnosis = diagnose(observations);
  const tookNs = process.hrtime.bigint() - start;
  return {
    id,
    verdict: diagnosis.verdict,
    confidence: diagnosis.confidence,
    ranking: diagnosis.ranking.slice(0, 10),
    took_ms: Math.round(Number(tookNs) / 1e4) / 100,
  };
}
