import type { Observations } from '@incidentfox/incident';
import type { OriginFeatures, RankedOrigin } from '../ranking/ranked-origin.ts';

/** What the confidence depends on; none of it names a system, a metric or a unit. */
export interface ConfidenceFeatures {
  /** How much speaks for the first, logarithmically. */
  strength: number;
  /** How far the second is behind, 0..1. */
  lead: number;
  /** Independent kinds of evidence that agree on the first. */
  sources: number;
  /** Kinds of telemetry that were not there to speak for or against. */
  missing: number;
}

/** A part of the score smaller than this agrees with nothing. */
const AGREES = 1;
const parts = [
  'resource',
  'unexplained',
  'network',
  'traffic',
  'logs',
] as const satisfies readonly (keyof OriginFeatures)[];

export function confidenceFeatures(ranking: readonly RankedOrigin[], observations: Observations): ConfidenceFeatures {
  const first = ranking[0];
  const score = Math.max(0, first?.score ?? 0);
  const second = Math.max(0, ranking[1]?.score ?? 0);
  return {
    strength: Math.log1p(score),
    lead: (score - second) / (score + 2),
    sources: first === undefined ? 0 : parts.filter((part) => first.features[part] >= AGREES).length,
    missing: missingKinds(observations),
  };
}

function missingKinds({ series, logs, edges, traces }: Observations): number {
  const has = (test: (signal: string) => boolean) => series.some(({ signal }) => test(signal));
  const present = [
    has((signal) => signal === 'cpu' || signal === 'memory'),
    has((signal) => signal.startsWith('latency')),
    has((signal) => signal === 'request_rate'),
    has((signal) => signal.startsWith('error') || signal === 'availability'),
    logs.length > 0,
    edges.length > 0 || traces.length > 0 || series.some(({ peer }) => peer !== undefined),
  ];
  return present.filter((one) => !one).length;
}
