import type { Scene } from '../../scene/scene.ts';
import type { Origin } from '../origins/origin.ts';
import { codeCauses, trafficCauses, unexplainedCallCauses } from './behaving.ts';
import type { Cause, CauseRule } from './cause.ts';
import { placeCauses } from './places.ts';
import { rankedCauses } from './ranked.ts';
import { dataStoreCauses, dependencyCauses, networkCauses, thirdPartyCauses } from './reaching.ts';
import { crashedCauses, exhaustedCauses, misconfiguredCauses, nodeCauses } from './resources.ts';
import { withoutChangeCauses } from './without-change/without-change.ts';

/** Every kind of cause that is no change has its rule; each looks at one service as the origin. */
const rules: readonly CauseRule[] = [
  withoutChangeCauses,
  exhaustedCauses,
  crashedCauses,
  misconfiguredCauses,
  nodeCauses,
  thirdPartyCauses,
  networkCauses,
  dataStoreCauses,
  trafficCauses,
  codeCauses,
  dependencyCauses,
  unexplainedCallCauses,
  rankedCauses,
];

/** The kinds of cause that are no change and fit the origin, each at its best. */
export const causesOf = (origin: Origin, scene: Scene): Cause[] =>
  bestOfEachKind(
    origin.place === null
      ? rules.flatMap((rule) => rule(origin, scene))
      : [...placeCauses(origin, scene), ...withoutChangeCauses(origin, scene)],
  );

/** The best of each kind, with what others of the same kind and object know of it. */
function bestOfEachKind(causes: readonly Cause[]): Cause[] {
  const best = new Map<string, Cause>();
  for (const cause of causes) {
    const previous = best.get(cause.kind);
    const [kept, other] = previous !== undefined && previous.fit >= cause.fit ? [previous, cause] : [cause, previous];
    const known = other?.object === kept.object ? other.supports : [];
    best.set(cause.kind, { ...kept, supports: [...new Set([...kept.supports, ...known])] });
  }
  return [...best.values()];
}
