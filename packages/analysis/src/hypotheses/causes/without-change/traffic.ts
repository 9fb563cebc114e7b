import type { Scene } from '../../../scene/scene.ts';
import type { Symptom } from '../../../scene/symptom.ts';
import { citeSymptom } from '../../citations/cite.ts';
import { type CauseSigns, makesTraffic, type WithoutChangeRule } from './cause-without-change.ts';
import { minSurge, surgeDelayMs, traffic } from './thresholds.ts';

/** Requests as a multiple of normal; 1 where they did not rise. */
export function growthOf(service: string, { symptomsOf }: Scene): number {
  const rises = symptomsOf(service).filter(isOfRequests);
  return Math.max(1, ...rises.map(growth));
}

/** Rates of other things (queries, evictions, retries) are no requests. */
const isOfRequests = ({ from }: Symptom): boolean => !('shift' in from) || isRequests(from.shift.series.name);

const isRequests = (name: string): boolean => !notRequests.test(name);
const notRequests =
  /quer(?:y|ies)|evict|per[_ ]?(?:request|call)|log[_ ]|bytes|commit|insert|retr(?:y|ies)|gc[_ ]|\bdb[_ ]|miss|hits?\b|lock|throttl|redeliver/i;

const growth = ({ what, from }: Symptom): number =>
  what === 'traffic_up' && 'shift' in from ? from.shift.level / Math.max(1e-9, from.shift.baseline) : 1;

/** More requests came in from outside: they rose at the edge, before or with the trouble. Calls of one's own callers are no traffic. */
export const trafficCauses: WithoutChangeRule = (story) => {
  const surges = story.symptoms
    .filter((one) => isOfRequests(one) && growth(one) >= minSurge && isFromOutside(one, story))
    .sort((a, b) => growth(b) - growth(a));
  const surge = surges[0];
  if (surge === undefined) return [];
  const { scene } = story;
  const failedBefore = story.symptoms.some(
    ({ what, at }) => (what === 'errors' || what === 'latency') && at < surge.at - surgeDelayMs,
  );
  const isKnown = scene.graph.edgeCount > 0 || scene.observations.affected.includes(surge.service);
  const size = Math.min(traffic.most, traffic.base + traffic.perFactor * (growth(surge) - minSurge));
  return [
    {
      kind: 'traffic_surge',
      madeBy: makesTraffic,
      object: null,
      logOdds: size * (isKnown ? 1 : traffic.unknownCallers) + (failedBefore ? traffic.afterErrors : 0),
      supports: surges.slice(0, 3).map((symptom) => citeSymptom(scene.book, symptom)),
    },
  ];
};

/** The rise can be followed up to where nobody of ours calls: every caller on the way grew as well. */
function isFromOutside({ service, from }: Symptom, { scene }: CauseSigns): boolean {
  if ('shift' in from && from.shift.series.peer !== undefined) return false;
  const seen = new Set([service]);
  for (const one of seen) {
    const here = growthOf(one, scene);
    for (const caller of scene.graph.callersOf(one)) {
      const isMeasured = scene.shifts.some(
        ({ series }) => series.service === caller && series.signal === 'request_rate',
      );
      if (!isMeasured || growthOf(caller, scene) < 1 + 0.6 * (here - 1)) return false;
      seen.add(caller);
    }
  }
  return true;
}
