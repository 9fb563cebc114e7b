import type { Weighed } from '../hypotheses/make-hypotheses.ts';
import { explanationsOf } from '../hypotheses/origins/explanations.ts';
import { clearChangeStrength } from '../hypotheses/thresholds.ts';
import { combinedStrength } from '../scene/combined-strength.ts';
import type { Scene } from '../scene/scene.ts';
import type { Assessment } from './assessment.ts';
import {
  evidenceWeights,
  gapDoubt,
  highConfidence,
  maxConfidence,
  minExplainedShare,
  singleSourceDoubt,
  startRange,
} from './thresholds.ts';

const logit = (p: number): number => Math.log(p / (1 - p));
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Kinds of telemetry that agree on the cause: metrics, logs, platform events, error trackers, changes. */
export function independentSources({ origin, hypothesis }: Weighed, scene: Scene): Set<string> {
  const sources = new Set<string>([...origin.own, ...origin.calls, ...origin.named].map(({ channel }) => channel));
  const changed = origin.change !== null && origin.change.strength > clearChangeStrength;
  if (changed && (hypothesis.kind === 'change' || hypothesis.kind === 'configuration')) sources.add('changes');
  if (scene.ranking[0]?.service === origin.service && origin.rankShare > 0) sources.add('metrics');
  return sources;
}

/**
 * How surely the first hypothesis is right. Metrics, logs and topology give the calibrated start; what production telemetry
 * adds (platform events, complaints that name the service, a change in time) moves it, and so does how far the second is behind.
 */
export function weighConfidence(weighed: readonly Weighed[], assessment: Assessment, scene: Scene): number {
  const first = weighed[0];
  // The origin first; what is said beyond it (a change, that no change did it) holds given the origin.
  return first === undefined ? 0 : first.given * originConfidence(first, weighed, assessment, scene);
}

function originConfidence(first: Weighed, weighed: readonly Weighed[], assessment: Assessment, scene: Scene): number {
  const { origin, hypothesis } = first;
  const measured = assessment.confidence * shareOf(first, scene);
  if (!hasPlatformTelemetry(scene)) return Math.min(maxConfidence, measured);
  const platform = combinedStrength(origin.own.filter(({ channel }) => channel !== 'metrics'));
  const isTriggered = hypothesis.kind === 'change' || hypothesis.kind === 'configuration';
  const change = isTriggered ? (origin.change?.strength ?? 0) : 0;
  const rival = weighed.find((other) => isRival(first, other))?.hypothesis.score ?? 0;
  const lead = hypothesis.score > 0 ? 1 - rival / hypothesis.score : 0;
  const evidence =
    logit(clamp(measured, startRange.min, startRange.max)) +
    evidenceWeights.platform * platform +
    evidenceWeights.change * change +
    evidenceWeights.named * combinedStrength(origin.named) +
    evidenceWeights.lead * (lead - evidenceWeights.neutralLead) -
    logOddsOfGaps(scene);
  const sources = independentSources(first, scene).size;
  return Math.min(
    sigmoid(evidence),
    sources >= 2
      ? maxConfidence - doubtOfGaps(scene)
      : highConfidence - singleSourceDoubt.base - singleSourceDoubt.eachMissingKind * missingKinds(scene),
  );
}

/**
 * The share of the ranking's confidence that this hypothesis gets: all for the first of the ranking, most for the callee that
 * the first complains about, else its share of the best score.
 */
function shareOf({ origin }: Weighed, scene: Scene): number {
  const top = scene.ranking[0]?.service;
  if (top === undefined || top === origin.service) return 1;
  const calls = scene.symptomsOf(top).filter(({ nature }) => nature === 'calls');
  const isExplained = origin.named.length > 0 && explanationsOf(top, calls, scene).includes(origin.service);
  return isExplained ? Math.max(minExplainedShare, origin.rankShare) : origin.rankShare;
}

/** Whether the platform, changes, alerts or an error tracker were asked as well: what public benchmark cases do not have. */
const hasPlatformTelemetry = ({ observations: { answered, gaps } }: Scene): boolean =>
  gaps.length > 0 || answered.some(({ capability }) => ['changes', 'infra', 'alerts', 'errors'].includes(capability));

const sharedKinds: ReadonlySet<string> = new Set(['network', 'node', 'third_party']);

/** Another service as the origin; several services that suffer from one network, node or provider are not rivals. */
function isRival(first: Weighed, other: Weighed): boolean {
  if (other.origin.service === first.origin.service) return false;
  const sameStory = other.hypothesis.kind === first.hypothesis.kind && sharedKinds.has(first.hypothesis.kind);
  const isVictim = other.origin.explainedBy.includes(first.origin.service);
  return (
    !sameStory &&
    !isVictim &&
    !(first.hypothesis.kind === 'node' && first.origin.own.some(({ service }) => service === other.origin.service))
  );
}

const essential = ['metrics', 'logs', 'changes'];

/** Kinds of telemetry that no diagnosis should do without, and that gave no answer at all. */
const missingKinds = ({ observations: { answered, gaps } }: Scene): number =>
  gaps.length === 0 ? 0 : essential.filter((kind) => !answered.some(({ capability }) => capability === kind)).length;

/** What the gaps take from the highest possible confidence. */
const doubtOfGaps = (scene: Scene): number => Math.min(gapDoubt.max, gapDoubt.each * scene.observations.gaps.length);

/** Log odds that the gaps cost: what could not be asked might have pointed elsewhere. */
const logOddsOfGaps = (scene: Scene): number =>
  Math.min(evidenceWeights.maxGaps, evidenceWeights.gap * scene.observations.gaps.length);
