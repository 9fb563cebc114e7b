import { isGuessed, type Observations } from '@incidentfox/incident';
import { combinedStrength } from '../../scene/combined-strength.ts';
import type { Scene } from '../../scene/scene.ts';
import { halfScore } from '../thresholds.ts';
import { growthOfRequests, shareOfBusier, troubledServices } from './reach.ts';

/**
 * How plain the trouble is and how much of the neighbourhood was seen, each 0..1: what the possibilities rest on that nothing is wrong,
 * or that it began where nobody looked.
 */
export interface Coverage {
  /** The best of the ranking is no stronger than what healthy systems show. */
  weak: number;
  /** No service shows a clear symptom. */
  calm: number;
  /** The incident's services show no symptom. */
  affectedQuiet: number;
  affectedUnknown: number;
  /** The incident's services were not measured. */
  affectedUnmeasured: number;
  /** It is not known which signal raised the alarm. */
  noTarget: number;
  /** Nothing but complaints in logs says who calls whom. */
  noGraph: number;
  /** The share of the callees of troubled services that nobody measured or complained about. */
  unseenCallees: number;
  noMetrics: number;
  /** 1 when one service was measured, and less the more were. */
  lonely: number;
  /** The share of the usual kinds of telemetry that were asked and did not answer. */
  failedKinds: number;
  /** The share of the services that get clearly more requests than usual: with more load everywhere, whoever is narrowest suffers. */
  busier: number;
  /** No source tells of the platform: where there is none, no origin can earn by it. */
  noPlatform: number;
  /** No client measures its calls. */
  noPeers: number;
}

export const coverageNames = [
  'weak',
  'calm',
  'affectedQuiet',
  'affectedUnknown',
  'affectedUnmeasured',
  'noTarget',
  'noGraph',
  'unseenCallees',
  'noMetrics',
  'lonely',
  'failedKinds',
  'busier',
  'noPlatform',
  'noPeers',
] as const satisfies readonly (keyof Coverage)[];

/** What most places have, and an investigation lives on. */
export const usualKinds = ['metrics', 'logs', 'changes', 'infra'];

const measuresPeers = ({ series }: Pick<Observations, 'series'>): boolean =>
  series.some(({ peer }) => peer !== undefined);

/** Whether nothing but complaints in logs says who calls whom. */
export const isUncharted = (observations: Pick<Observations, 'series' | 'edges'>): boolean =>
  !measuresPeers(observations) && observations.edges.every(isGuessed);

const flag = (is: boolean): number => (is ? 1 : 0);

export function readCoverage(scene: Scene): Coverage {
  const { observations, graph } = scene;
  const { affected, series, answered, target } = observations;
  const hasPeers = measuresPeers(observations);
  const measured = new Set(series.flatMap(({ service, peer }) => (peer === undefined ? [service] : [service, peer])));
  const reported = new Set(series.map(({ service }) => service));
  const callees = new Set(troubledServices(scene).flatMap(({ service }) => graph.calleesOf(service)));
  // Whom somebody complains about is a candidate already.
  for (const { blames } of scene.symptoms) if (blames !== null) measured.add(blames.name);
  const unseen = [...callees].filter((service) => !measured.has(service)).length;
  const hasAnswered = (kind: string) => answered.some(({ capability }) => capability === kind);
  const felt = affected.flatMap((service) => scene.symptomsOf(service));
  const strongest = scene.symptoms.reduce((highest, { strength }) => Math.max(highest, strength), 0);
  return {
    weak: halfScore / (halfScore + (scene.ranking[0]?.score ?? 0)),
    calm: 1 - strongest,
    affectedQuiet: affected.length > 0 ? 1 - combinedStrength(felt) : 0,
    affectedUnknown: flag(affected.length === 0),
    affectedUnmeasured: flag(affected.length > 0 && !affected.some((service) => reported.has(service))),
    noTarget: flag(target === undefined),
    noGraph: flag(isUncharted(observations)),
    unseenCallees: callees.size === 0 ? 0 : unseen / callees.size,
    noMetrics: flag(series.length === 0),
    lonely: 1 / Math.max(1, measured.size),
    failedKinds:
      observations.gaps.length === 0 ? 0 : usualKinds.filter((kind) => !hasAnswered(kind)).length / usualKinds.length,
    busier: shareOfBusier(growthOfRequests(scene)),
    noPlatform: flag(!hasAnswered('infra')),
    noPeers: flag(!hasPeers),
  };
}
