import type { Observations } from '@incidentfox/incident';
import type { Shift } from '../onset/shift.ts';
import type { OriginFeatures, RankedOrigin } from '../ranking/ranked-origin.ts';
import { maxSymptomEffect, maxUsefulScore, minAgreeingPart, unknownTargetWeight } from './thresholds.ts';

/** What the confidence depends on; none of it names a system, a metric or a unit. */
export interface ConfidenceFeatures {
  /** How much evidence there is for the first, 0..1. It stops growing at `maxUsefulScore`. */
  strength: number;
  /** How far the second is behind, 0..1. */
  lead: number;
  /** Independent kinds of evidence that agree on the first; callers that it explains are one of them. */
  sources: number;
  /** How clear the alarm's own symptom is, 0..1: the strongest shift of its service, or of any service when that is unknown. */
  symptom: number;
  /** Number of kinds of telemetry that were missing. */
  missing: number;
  /** 1 when there were no request rates, 0 otherwise. Without them it is unknown how much of the symptom a service could cause. */
  withoutTraffic: number;
}

export function confidenceFeatures(
  ranking: readonly RankedOrigin[],
  shifts: readonly Shift[],
  observations: Observations,
): ConfidenceFeatures {
  const first = ranking[0];
  const score = Math.max(0, first?.score ?? 0);
  const second = Math.max(0, ranking[1]?.score ?? 0);
  return {
    strength: Math.min(score, maxUsefulScore) / maxUsefulScore,
    lead: (score - second) / (score + 2),
    sources: first === undefined ? 0 : sourcesOf(first.features),
    symptom: symptomOf(shifts, observations.target?.service),
    missing: missingKinds(observations),
    withoutTraffic: observations.series.some(({ signal }) => signal === 'request_rate') ? 0 : 1,
  };
}

function symptomOf(shifts: readonly Shift[], target: string | undefined): number {
  const felt = shifts.filter(({ series }) => target === undefined || series.service === target);
  const plain = Math.min(
    1,
    felt.reduce((highest, { effect }) => Math.max(highest, Math.abs(effect)), 0) / maxSymptomEffect,
  );
  return target === undefined ? unknownTargetWeight * plain : plain;
}

function sourcesOf(features: OriginFeatures): number {
  const { resource, failures, traffic, logs, slowness, network } = features;
  // Slow calls and a slow network are read from the same spans.
  const agreeing = [resource, failures, traffic, logs, Math.max(slowness, network)].filter(
    (part) => part >= minAgreeingPart,
  ).length;
  return agreeing + (agreeing > 0 && features.reach > 0 ? 1 : 0);
}

function missingKinds({ series, logs, edges, target }: Observations): number {
  const has = (test: (signal: string) => boolean) => series.some(({ signal }) => test(signal));
  const present = [
    has((signal) => signal === 'cpu' || signal === 'memory'),
    has((signal) => signal.startsWith('latency')),
    has((signal) => signal.startsWith('error') || signal === 'availability'),
    series.some(({ signal, unit }) => signal === 'network' && unit === 's') ||
      series.some(({ peer }) => peer !== undefined),
    logs.length > 0,
    edges.length > 0,
    target !== undefined,
    has((signal) => signal === 'request_rate'),
  ];
  return present.filter((one) => !one).length;
}
