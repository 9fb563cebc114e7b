import { combinedStrength } from '../../scene/combined-strength.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Symptom } from '../../scene/symptom.ts';
import { citeSymptom } from '../citations/cite.ts';
import type { Origin } from '../origins/origin.ts';
import { causeFits, clearSurgeStrength, heldShare, surgeLeadMs } from '../thresholds.ts';
import type { Cause, CauseRule } from './cause.ts';

const exhausting = new Set(['cpu', 'memory', 'disk', 'saturation', 'out_of_memory']);
const exhaustedWords = new Set(['out_of_memory', 'disk_full', 'pool_exhausted']);
const isExhaustion = ({ what, mechanism, blames }: Symptom): boolean =>
  exhausting.has(what) || (mechanism !== null && exhaustedWords.has(mechanism) && blames?.kind !== 'service');
const isCrash = ({ what }: Symptom): boolean => what === 'restarts' || what === 'cannot_start' || what === 'unhealthy';

/** The pod, node or task that a symptom is about. */
export const objectOfSymptom = ({ from }: Symptom): string | null => {
  if ('event' in from) return from.event.object;
  if ('shift' in from) return from.shift.series.labels.pod ?? null;
  return 'pattern' in from ? (from.pattern.hosts[0] ?? null) : null;
};

function cause(kind: Cause['kind'], symptoms: readonly Symptom[], fit: number, scene: Scene): Cause[] {
  if (symptoms.length === 0) return [];
  const strongest = [...symptoms].sort((a, b) => b.strength - a.strength);
  const supports = strongest.slice(0, 5).map((symptom) => citeSymptom(scene.book, symptom));
  const object = strongest.map(objectOfSymptom).find((name) => name !== null) ?? null;
  return [{ kind, object, fit, trigger: supports[0] ?? null, supports, contradicts: [] }];
}

/** Connections and threads are given back when calls end; memory, CPU and disks are nobody else's. */
const isOfPool = ({ mechanism, from }: Symptom): boolean =>
  mechanism === 'pool_exhausted' || ('shift' in from && from.shift.series.signal === 'saturation');

/** What it calls accounts for most of its waiting: its pools are full because of that. */
function isHeldByCallees({ service, explainedBy }: Origin, { ranking }: Scene): boolean {
  const ranked = ranking.find((one) => one.service === service);
  const laidAt = ranked?.explainedBy.filter((callee) => explainedBy.includes(callee)) ?? [];
  return laidAt.length > 0 && (ranked?.explainedShare ?? 0) >= heldShare;
}

/** A resource of the service ran out: memory, CPU, disk, connections, threads. */
export const exhaustedCauses: CauseRule = (origin, scene) => {
  const isHeld = isHeldByCallees(origin, scene);
  const symptoms = [...origin.own, ...origin.calls].filter((one) => isExhaustion(one) && !(isHeld && isOfPool(one)));
  const isOverrun = origin.calls.some(
    ({ what, strength, at }) =>
      what === 'traffic_up' &&
      strength >= clearSurgeStrength &&
      symptoms.every((symptom) => at <= symptom.at + surgeLeadMs),
  );
  return cause(
    'resource_saturation',
    symptoms,
    (isOverrun ? causeFits.exhaustedBySurge : causeFits.exhausted) * combinedStrength(symptoms),
    scene,
  );
};

/** The service crashes, restarts or cannot start, and nothing else says why. */
export const crashedCauses: CauseRule = (origin, scene) => {
  const symptoms = origin.own.filter(isCrash);
  return cause('crash', symptoms, causeFits.crash * combinedStrength(symptoms), scene);
};

/** The platform's objects show that it is set up in a way that cannot work. */
export const misconfiguredCauses: CauseRule = (origin, scene) => {
  const symptoms = origin.own.filter(({ what }) => what === 'misconfigured');
  return cause('configuration', symptoms, causeFits.misconfigured * combinedStrength(symptoms), scene);
};

/** A machine was lost, or everything that is troubled ran on one machine. */
export const nodeCauses: CauseRule = (origin, scene) => {
  const lost = origin.own.filter(({ what }) => what === 'node_lost');
  const nodes = lost.flatMap(({ from }) => ('event' in from ? (from.event.node ?? []) : []));
  const found = cause('node', lost, causeFits.node * combinedStrength(lost), scene).map((one) => ({
    ...one,
    object: nodes[0] ?? one.object,
  }));
  return found.length > 0 ? found : sharedNodeCause(origin, scene);
};

/** At least three services with trouble of their own on one node, and hardly any elsewhere. */
function sharedNodeCause(origin: Origin, scene: Scene): Cause[] {
  const troubled = new Set(scene.symptoms.filter(({ nature }) => nature === 'own').map(({ service }) => service));
  for (const [node, services] of scene.graph.sharedNodes) {
    const there = services.filter((service) => troubled.has(service));
    if (!services.includes(origin.service) || there.length < 3 || there.length < 0.7 * troubled.size) continue;
    const symptoms = scene.symptoms.filter(({ service, nature }) => nature === 'own' && there.includes(service));
    return cause('node', symptoms, causeFits.sharedNode, scene).map((one) => ({ ...one, object: node }));
  }
  return [];
}
