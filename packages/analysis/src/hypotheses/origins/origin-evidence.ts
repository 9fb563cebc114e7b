import type { ScoredChange } from '../../changes/scored-change.ts';
import type { OriginFeatures, RankedOrigin } from '../../ranking/ranked-origin.ts';
import { combinedStrength } from '../../scene/combined-strength.ts';
import { isRelated } from '../../scene/related-symptoms.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Symptom } from '../../scene/symptom.ts';
import { clearStrength } from '../../scene/thresholds.ts';
import { fullDelayMs, halfPart, halfScore, manyServices, untroubledChangeWeight } from '../thresholds.ts';
import { type BottomEvidence, bottomEvidence } from './bottom-evidence.ts';
import { isMeasuredNormal } from './explanations.ts';
import { type Reach, surgeOf } from './reach.ts';

/** What speaks for and against one origin. Each is 0..1, and none of it names a system, a metric or a unit. */
export interface OriginEvidence extends BottomEvidence {
  /** Its score in the ranking by metrics, logs and topology, as a share of the best. */
  rankShare: number;
  /** The same score by itself: how much there is that nothing below it explains. */
  strength: number;
  /** Requests that vanished, and surprising logs, of that score. */
  traffic: number;
  logs: number;
  /** What the platform and error trackers saw. */
  platform: number;
  /** How many other services complain about it: several at once are victims of one cause. */
  namers: number;
  /** How many services failed to look names up, when it is the name server. */
  lookups: number;
  /** How surely others refuse its certificate: that is nobody's fault but its own. */
  certificate: number;
  /** A change of its own near the onset, as far as nothing below it explains its trouble. */
  change: number;
  /** How surely it says itself that others fail it, unless those are measured as normal. */
  blamesOthers: number;
  /** How much of the trouble of all services, the incident's own first, lies with those that depend on it and began no earlier. */
  reach: number;
  /** 1 when nothing calls it and it calls nothing, as far as is known. */
  noPath: number;
  /** 1 when the incident's services neither use nor serve it. */
  unrelated: number;
  /** How long after the first sign of trouble its own began. */
  late: number;
  /** 1 when others complain about it and its own signals are normal. */
  quiet: number;
  /** 1 for the service that the incident is about. */
  affected: number;
  /** 1 when no signal of its own was seen. */
  host: number;
  /** More requests than usual from outside. */
  surge: number;
  /** More requests than usual that its callers send on: it is overrun from above. */
  overrun: number;
  /** For a machine or a zone: how clearly its pods of different services suffer while others are spared. */
  place: number;
  /** 1 when nobody measured it and it is known to call others: it may only pass their trouble on. */
  unseenBelow: number;
}

export const evidenceNames = [
  'rankShare',
  'strength',
  'traffic',
  'logs',
  'platform',
  'namers',
  'lookups',
  'certificate',
  'change',
  'blamesOthers',
  'reach',
  'noPath',
  'unrelated',
  'late',
  'quiet',
  'affected',
  'host',
  'surge',
  'overrun',
  'place',
  'unseenBelow',
  'slowStore',
  'slowStoreUncharted',
  'shortStore',
  'shortUncharted',
] as const satisfies readonly (keyof OriginEvidence)[];

export const noEvidence = Object.fromEntries(evidenceNames.map((name) => [name, 0])) as unknown as OriginEvidence;

/** What was read once for all origins of a scene. */
export interface EvidenceContext {
  scene: Scene;
  rankedBy: ReadonlyMap<string, RankedOrigin>;
  measured: ReadonlySet<string>;
  reach: Reach;
  /** Nothing but complaints in logs says who calls whom. */
  isUncharted: boolean;
}

/** What was seen of one service or place. */
export interface OriginParts {
  /** For a place: the affected service that suffers from it, else the first one. */
  service: string;
  /** 0..1, its place in the ranking by metrics, logs and topology. */
  rankShare: number;
  /** What happened inside it. */
  own: readonly Symptom[];
  /** Slow or failing calls of it. */
  calls: readonly Symptom[];
  /** Complaints of other services that name it. */
  named: readonly Symptom[];
  change: ScoredChange | null;
  /** Callees in trouble that explain its own failing calls. */
  explainedBy: readonly string[];
}

const noFeatures: OriginFeatures = { resource: 0, slowness: 0, failures: 0, network: 0, traffic: 0, logs: 0, reach: 0 };
const squash = (part: number, half: number): number => part / (part + half);

/** Weighs one service as the origin. */
export function evidenceFor(parts: OriginParts, context: EvidenceContext): OriginEvidence {
  const { service, own, calls, named } = parts;
  const { scene, reach } = context;
  const ranked = context.rankedBy.get(service);
  const features = ranked?.features ?? noFeatures;
  const began = firstClear([...own, ...calls, ...named]);
  const delayMs = began === null || scene.onset === null ? 0 : began - scene.onset.at;
  return {
    rankShare: parts.rankShare,
    strength: squash(ranked?.score ?? 0, halfScore),
    traffic: squash(features.traffic, halfPart),
    logs: squash(features.logs, halfPart),
    platform: combinedStrength(own.filter(({ channel }) => channel === 'infra' || channel === 'errors')),
    namers: servicesIn(named),
    lookups: lookupsIn(named),
    certificate: combinedStrength(named.filter(({ mechanism }) => mechanism === 'certificate')),
    change: changeOf(parts, ranked?.explainedShare ?? 0),
    blamesOthers: complaintsOf([...own, ...calls], service, scene),
    reach: reach.shareOf(service, began),
    noPath: reach.hasPath(service) ? 0 : 1,
    unrelated: isElsewhere(service, scene) ? 1 : 0,
    late: Math.min(1, Math.max(0, delayMs) / fullDelayMs),
    quiet: named.length > 0 && !named.some(neverArrived) && isMeasuredNormal(service, scene) ? 1 : 0,
    affected: scene.observations.affected[0] === service ? 1 : 0,
    host: context.measured.has(service) ? 0 : 1,
    ...surgeOf(service, reach.growth, scene.graph),
    place: 0,
    ...bottomEvidence(parts, context.isUncharted),
    unseenBelow: !context.measured.has(service) && scene.graph.calleesOf(service).length > 0 ? 1 : 0,
  };
}

function firstClear(symptoms: readonly Symptom[]): number | null {
  const times = symptoms.filter(({ strength }) => strength >= clearStrength).map(({ at }) => at);
  return times.length === 0 ? null : Math.min(...times);
}

const servicesIn = (symptoms: readonly Symptom[]): number =>
  Math.min(manyServices, new Set(symptoms.map(({ service }) => service)).size) / manyServices;

/** One name that is not found is that name's fault; several services that find none have the name server in common. */
function lookupsIn(named: readonly Symptom[]): number {
  const lookups = named.filter(({ mechanism }) => mechanism === 'dns');
  return combinedStrength(lookups) * Math.min(1, new Set(lookups.map(({ service }) => service)).size / 2);
}

/** A change where there is no trouble is hardly one; where callees explain the trouble, so much less. */
function changeOf({ own, calls, named, change, explainedBy }: OriginParts, explainedShare: number): number {
  const explained = Math.max(explainedShare, explainedBy.length > 0 ? 0.8 : 0);
  const isTroubled = own.length + calls.length + named.length > 0;
  return (change?.strength ?? 0) * (isTroubled ? 1 : untroubledChangeWeight) * (1 - explained);
}

/** Complaints in its logs about others that nothing shows to be well. */
function complaintsOf(symptoms: readonly Symptom[], service: string, scene: Scene): number {
  const complaints = symptoms.filter(({ channel, blames, mechanism }) => {
    if (channel !== 'logs' || blames === null || blames.name === service) return false;
    return mechanism === 'certificate' || mechanism === 'refused' || !isMeasuredNormal(blames.name, scene);
  });
  return combinedStrength(complaints);
}

/** What fails before it arrives leaves no trace at the callee. */
const neverArrived = ({ mechanism }: Symptom): boolean =>
  mechanism === 'certificate' || mechanism === 'refused' || mechanism === 'dns';

/** Only where the place of an affected service among the others is known. */
function isElsewhere(service: string, { observations: { affected }, graph }: Scene): boolean {
  const isPlaced = affected.some((one) => graph.calleesOf(one).length + graph.callersOf(one).length > 0);
  return isPlaced && !isRelated(service, affected, graph);
}
