import { essentialCapabilities, maxConfidence } from '@incidentfox/incident';
import type { Assessment } from '../confidence/assessment.ts';
import { explanationsOf } from './explain.ts';
import type { Weighed } from './make-hypotheses.ts';
import type { Scene } from './scene.ts';
import { together } from './together.ts';

/** Without a second independent source, nobody is told that something is highly likely. */
const highFrom = 0.8;

const logit = (p: number): number => Math.log(p / (1 - p));
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Kinds of telemetry that agree on the cause: metrics, logs, platform events, error trackers, changes. */
export function independentSources({ origin, hypothesis }: Weighed, scene: Scene): Set<string> {
  const sources = new Set<string>([...origin.own, ...origin.calls, ...origin.named].map(({ channel }) => channel));
  const changed = origin.change !== null && origin.change.strength > 0.2;
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
  if (first === undefined) return 0;
  const { origin, hypothesis } = first;
  const measured = assessment.confidence * shareOf(first, scene);
  if (!isProduction(scene)) return Math.min(maxConfidence, measured);
  const platform = together(origin.own.filter(({ channel }) => channel !== 'metrics'));
  const isTriggered = hypothesis.kind === 'change' || hypothesis.kind === 'configuration';
  const change = isTriggered ? (origin.change?.strength ?? 0) : 0;
  const rival = weighed.find((other) => isRival(first, other))?.hypothesis.score ?? 0;
  const lead = hypothesis.score > 0 ? 1 - rival / hypothesis.score : 0;
  const evidence =
    logit(clamp(measured, 0.25, 0.85)) +
    1.2 * platform +
    1.4 * change +
    0.9 * together(origin.named) +
    1.6 * (lead - 0.4) -
    missing(scene);
  const sources = independentSources(first, scene).size;
  return Math.min(
    sigmoid(evidence),
    sources >= 2 ? maxConfidence - unseen(scene) : highFrom - 0.05 - 0.1 * blindSpots(scene),
  );
}

/** Of the belief that the ranking earned: all for its first, most for the callee that its first complains about. */
function shareOf({ origin }: Weighed, scene: Scene): number {
  const top = scene.ranking[0]?.service;
  if (top === undefined || top === origin.service) return 1;
  const calls = scene.symptomsOf(top).filter(({ nature }) => nature === 'calls');
  const isExplained = origin.named.length > 0 && explanationsOf(top, calls, scene).includes(origin.service);
  return isExplained ? Math.max(0.8, origin.rankShare) : origin.rankShare;
}

/** Whether the platform, changes, alerts or an error tracker were asked as well: what public benchmark cases do not have. */
const isProduction = ({ observations: { answered, gaps } }: Scene): boolean =>
  gaps.length > 0 || answered.some(({ capability }) => ['changes', 'infra', 'alerts', 'errors'].includes(capability));

const sharedKinds: ReadonlySet<string> = new Set(['network', 'node', 'third_party']);

/** Another service as the origin; several services that suffer from one network, node or provider are one story. */
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

/** Kinds of telemetry that no diagnosis should do without, and that gave no answer at all. */
const blindSpots = ({ observations: { answered, gaps } }: Scene): number =>
  gaps.length === 0
    ? 0
    : essentialCapabilities.filter((kind) => !answered.some(({ capability }) => capability === kind)).length;

/** However clear the rest is, what was not seen leaves doubt. */
const unseen = (scene: Scene): number => Math.min(0.2, 0.06 * scene.observations.gaps.length);

/** What could not be asked might have told another story. */
const missing = (scene: Scene): number => Math.min(1.2, 0.35 * scene.observations.gaps.length);
