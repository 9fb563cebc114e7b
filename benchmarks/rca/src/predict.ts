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

/** So much of every score counts as chance: where nothing was found, all services are as likely. */
const CHANCE = 0.5;

/**
 * The scorer asks how likely the first of the ranking is right. Of a verdict of `healthy` that is the doubt it leaves, shared
 * among all services by their scores.
 */
export function toPrediction(id: string, { verdict, confidence, ranking }: Diagnosis, tookMs: number): Prediction {
  const total = ranking.reduce((sum, { score }) => sum + score + CHANCE, 0);
  const share = total > 0 ? ((ranking[0]?.score ?? 0) + CHANCE) / total : 0;
  return {
    id,
    verdict,
    confidence: verdict === 'healthy' ? Math.round((1 - confidence) * share * 100) / 100 : confidence,
    ranking: ranking.slice(0, RANKED),
    took_ms: Math.round(tookMs * 100) / 100,
  };
}
