import type { EvidenceId, Hypothesis } from '@incidentfox/incident';
import type { ScoredChange } from '../changes/scored-change.ts';
import type { Scene } from '../scene/scene.ts';
import { codeCauses, trafficCauses, unexplainedCallCauses } from './causes/behaving.ts';
import type { Cause, CauseRule } from './causes/cause.ts';
import { changedCauses } from './causes/changed.ts';
import { placeCauses } from './causes/places.ts';
import { rankedCauses } from './causes/ranked.ts';
import { dataStoreCauses, dependencyCauses, networkCauses, thirdPartyCauses } from './causes/reaching.ts';
import { crashedCauses, exhaustedCauses, nodeCauses } from './causes/resources.ts';
import { citeSymptom } from './citations/cite.ts';
import type { ChoiceModel } from './origins/choice-model.ts';
import { findOrigins } from './origins/find-origins.ts';
import type { Origin } from './origins/origin.ts';
import { maxHypotheses, maxOrigins, maxSupports, minScoreShare } from './thresholds.ts';

/** Every kind of cause has its rule; each looks at one service as the origin. */
const rules: readonly CauseRule[] = [
  changedCauses,
  exhaustedCauses,
  crashedCauses,
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

export interface Weighed {
  hypothesis: Hypothesis;
  origin: Origin;
  /** The change that the hypothesis blames. */
  change: ScoredChange | null;
}

export interface Hypotheses {
  weighed: Weighed[];
  /** Probability that nothing is wrong. */
  nothingWrong: number;
  /** Where it could have begun, best first. */
  origins: readonly Origin[];
}

/** Candidate causes, best first, with their evidence. Probabilities are filled in later. */
export function makeHypotheses(scene: Scene, model?: ChoiceModel): Hypotheses {
  const { origins, nothingWrong } = findOrigins(scene, model);
  const weighed = origins.slice(0, maxOrigins).flatMap((origin) => {
    const causes = bestOfEachKind(causesOf(origin, scene));
    const best = Math.max(0, ...causes.map(({ fit }) => fit));
    // Which service comes first; which kind of cause only orders what is said of one service.
    return causes.map((cause) => ({
      origin,
      change: cause.change ?? null,
      hypothesis: toHypothesis(origin, cause, cause.fit / best, scene),
    }));
  });
  const best = Math.max(0, ...weighed.map(({ hypothesis }) => hypothesis.score));
  const sorted = weighed
    .filter(({ hypothesis }) => hypothesis.supports.length > 0 && hypothesis.score >= minScoreShare * best)
    .sort(
      (a, b) =>
        b.hypothesis.score - a.hypothesis.score ||
        (a.hypothesis.service + a.hypothesis.kind < b.hypothesis.service + b.hypothesis.kind ? -1 : 1),
    )
    .slice(0, maxHypotheses);
  return { weighed: sorted, nothingWrong, origins };
}

const causesOf = (origin: Origin, scene: Scene): Cause[] =>
  origin.place === null ? rules.flatMap((rule) => rule(origin, scene)) : placeCauses(origin, scene);

function bestOfEachKind(causes: readonly Cause[]): Cause[] {
  const best = new Map<string, Cause>();
  for (const cause of causes) {
    const previous = best.get(cause.kind);
    if (previous === undefined || cause.fit > previous.fit) best.set(cause.kind, cause);
  }
  return [...best.values()];
}

function toHypothesis(origin: Origin, cause: Cause, share: number, scene: Scene): Hypothesis {
  const general = [...origin.named, ...origin.own, ...origin.calls].map((symptom) => citeSymptom(scene.book, symptom));
  const supports = [...new Set<EvidenceId>([...cause.supports, ...general])].slice(0, maxSupports);
  return {
    kind: cause.kind,
    service: origin.service,
    object: cause.object,
    trigger: cause.trigger,
    score: Math.round(origin.probability * share * 1000) / 1000,
    probability: 0,
    supports,
    contradicts: cause.contradicts,
  };
}
