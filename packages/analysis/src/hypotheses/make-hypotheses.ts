import type { ScoredChange } from '../changes/scored-change.ts';
import type { Scene } from '../scene/scene.ts';
import { convictIn } from './conviction/convict.ts';
import type { JudgedOrigin } from './conviction/elsewhere.ts';
import { hypothesesOf, type Weighed } from './hypotheses-of-origin.ts';
import type { Calibration } from './origins/calibration.ts';
import type { ChoiceModel } from './origins/choice-model.ts';
import { findOrigins } from './origins/find-origins.ts';
import { fitted } from './origins/fitted.ts';
import type { Origin } from './origins/origin.ts';
import { seenFromOrigin } from './seen-from-origin.ts';
import { maxHypotheses, maxOrigins, minScoreShare } from './thresholds.ts';

export interface Hypotheses {
  weighed: Weighed[];
  /** Probability that nothing is wrong. */
  nothingWrong: number;
  /** How far the probability of an origin can be believed. */
  calibration: Calibration;
  /** Where it could have begun, best first. */
  origins: readonly Origin[];
}

/** Candidate causes, best first, with their evidence. Probabilities are filled in later. */
export function makeHypotheses(scene: Scene, model: ChoiceModel = fitted): Hypotheses {
  const { origins, nothingWrong } = findOrigins(scene, model);
  const convict = convictIn(scene);
  const judged = origins
    .slice(0, maxOrigins)
    .map((origin): JudgedOrigin => ({ origin, conviction: seenFromOrigin(convict(origin), origin) }));
  const weighed = judged.flatMap((one) => hypothesesOf(one, judged, scene));
  const best = Math.max(0, ...weighed.map(({ hypothesis }) => hypothesis.score));
  const sorted = weighed
    .filter(({ hypothesis }) => hypothesis.supports.length > 0 && hypothesis.score >= minScoreShare * best)
    .sort(
      (a, b) =>
        b.hypothesis.score - a.hypothesis.score ||
        (a.hypothesis.service + a.hypothesis.kind < b.hypothesis.service + b.hypothesis.kind ? -1 : 1),
    );
  return {
    weighed: oncePerTrigger(sorted).slice(0, maxHypotheses),
    nothingWrong,
    origins,
    calibration: model.calibration,
  };
}

/** A change that could have done it at two origins is told once. */
function oncePerTrigger(sorted: readonly Weighed[]): Weighed[] {
  const told = new Set<ScoredChange>();
  return sorted.filter(({ change }) => change === null || told.size !== told.add(change).size);
}
