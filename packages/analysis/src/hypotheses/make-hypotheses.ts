import type { EvidenceId, Hypothesis } from '@incidentfox/incident';
import type { ScoredChange } from '../changes/scored-change.ts';
import type { Scene } from '../scene/scene.ts';
import { codeCauses, trafficCauses, unexplainedCallCauses } from './causes/behaving.ts';
import type { Cause, CauseRule } from './causes/cause.ts';
import { type ChangedCause, changedCauses } from './causes/changed.ts';
import { placeCauses } from './causes/places.ts';
import { rankedCauses } from './causes/ranked.ts';
import { dataStoreCauses, dependencyCauses, networkCauses, thirdPartyCauses } from './causes/reaching.ts';
import { crashedCauses, exhaustedCauses, nodeCauses } from './causes/resources.ts';
import { withoutChangeCauses } from './causes/without-change/without-change.ts';
import { citeSymptom } from './citations/cite.ts';
import { convictIn } from './conviction/convict.ts';
import type { Conviction } from './conviction/conviction.ts';
import type { ChoiceModel } from './origins/choice-model.ts';
import { findOrigins } from './origins/find-origins.ts';
import type { Origin } from './origins/origin.ts';
import { speaksAgainst } from './speaks-against.ts';
import {
  maxBehind,
  maxHypotheses,
  maxOrigins,
  maxSupports,
  minContradicting,
  minOneOf,
  minRivalShare,
  minScoreShare,
  unsettledDoubt,
} from './thresholds.ts';

/** Every kind of cause that is no change has its rule; each looks at one service as the origin. */
const rules: readonly CauseRule[] = [
  withoutChangeCauses,
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
  /** The probability that the hypothesis holds as it is stated, given that the trouble began at the origin, 0..1. */
  given: number;
  /** The probability that it holds although the trouble showed first at another origin, 0..1: one change may harm several services. */
  elsewhere: number;
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
  const convict = convictIn(scene);
  const judged = origins.slice(0, maxOrigins).map((origin) => ({ origin, conviction: convict(origin) }));
  const weighed = judged
    .flatMap(({ origin, conviction }) => hypothesesOf(origin, conviction, scene))
    .map((one) => withOtherOrigins(one, judged));
  const best = Math.max(0, ...weighed.map(({ hypothesis }) => hypothesis.score));
  const sorted = weighed
    .filter(({ hypothesis }) => hypothesis.supports.length > 0 && hypothesis.score >= minScoreShare * best)
    .sort(
      (a, b) =>
        b.hypothesis.score - a.hypothesis.score ||
        (a.hypothesis.service + a.hypothesis.kind < b.hypothesis.service + b.hypothesis.kind ? -1 : 1),
    );
  return { weighed: oncePerTrigger(sorted).slice(0, maxHypotheses), nothingWrong, origins };
}

/** A change that is told by its words or by its undoing is as likely as all origins together make it: only hours and places differ. */
function withOtherOrigins(one: Weighed, judged: readonly { origin: Origin; conviction: Conviction }[]): Weighed {
  const { change, origin, hypothesis } = one;
  if (change === null) return one;
  const elsewhere = judged.reduce((sum, { origin: other, conviction }) => {
    const suspect = other === origin ? undefined : conviction.suspects.find(({ scored }) => scored === change);
    const isTold = suspect?.separating.some(({ about }) => about === 'words' || about === 'undoing') ?? false;
    return sum + (isTold ? other.probability * (suspect?.probability ?? 0) : 0);
  }, 0);
  const score = Math.min(1, Math.round((hypothesis.score + elsewhere) * 1000) / 1000);
  return { ...one, elsewhere, hypothesis: { ...hypothesis, score } };
}

/** A change that could have done it at two origins is told once. */
function oncePerTrigger(sorted: readonly Weighed[]): Weighed[] {
  const told = new Set<ScoredChange>();
  return sorted.filter(({ change }) => change === null || told.size !== told.add(change).size);
}

const causesOf = (origin: Origin, scene: Scene): Cause[] =>
  origin.place === null
    ? rules.flatMap((rule) => rule(origin, scene))
    : [...placeCauses(origin, scene), ...withoutChangeCauses(origin, scene)];

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

/**
 * What can be said of one origin: its changes and the other kinds of cause. A convicted change comes first; where changes share
 * the probability, none of them does. Which service comes first is decided by the origins alone.
 */
function hypothesesOf(origin: Origin, conviction: Conviction, scene: Scene): Weighed[] {
  const changed = changedCauses(conviction, origin, scene);
  const others = bestOfEachKind(causesOf(origin, scene));
  const best = Math.max(1e-9, ...others.map(({ fit }) => fit));
  const convicted = changed.find((cause) => cause.isConvicted);
  const onChanges = 1 - conviction.noChange;
  const oneOf = convicted === undefined && onChanges >= minOneOf ? oneOfThese(changed, onChanges, origin) : null;
  const ahead = convicted?.fit ?? (oneOf === null ? 0 : onChanges);
  const scale = ahead > 0 ? Math.min(maxBehind, conviction.noChange / ahead) : 1;
  const make = (cause: Cause & { service?: string }, share: number, given: number): Weighed => ({
    origin,
    change: cause.change ?? null,
    given,
    elsewhere: 0,
    hypothesis: toHypothesis(origin, cause, share, scene),
  });
  return [
    ...(oneOf === null ? [] : [make(oneOf, 1, 1 - unsettledDoubt * onChanges)]),
    ...changed.map((cause) => make(cause, cause === convicted ? 1 : Math.min(maxBehind, cause.fit), cause.fit)),
    ...others.map((cause) => {
      const isNamed = namedWithoutChange.has(cause.kind);
      const given = isNamed ? conviction.noChange : 1 - unsettledDoubt * onChanges;
      return make(against(cause, changed), (cause.fit / best) * scale, given);
    }),
  ];
}

/** Kinds that say themselves that no change did it. */
const namedWithoutChange: ReadonlySet<string> = new Set([
  'third_party',
  'quota',
  'bad_input',
  'scheduled_work',
  'traffic_surge',
  'node',
  'network',
]);

/** What speaks against a cause that is no change: the changes that could have done it. */
const against = (cause: Cause, changed: readonly ChangedCause[]): Cause => ({
  ...cause,
  contradicts: [
    ...cause.contradicts,
    ...changed.flatMap(({ trigger, fit }) => (trigger === null || fit < minContradicting ? [] : [trigger])),
  ],
});

/** Several changes that nothing sets apart, as one statement without a trigger. */
function oneOfThese(
  changed: readonly ChangedCause[],
  fit: number,
  origin: Origin,
): (Cause & { service: string }) | null {
  const [first] = changed;
  if (first === undefined) return null;
  const rivals = changed.filter((one) => one.fit >= minRivalShare * first.fit);
  const kind = rivals.every((one) => one.kind === first.kind) ? first.kind : 'change';
  const supports = rivals.flatMap(({ trigger }) => trigger ?? []);
  const service = rivals.every((one) => one.service === first.service) ? first.service : origin.service;
  return { kind, service, object: null, fit, trigger: null, supports, contradicts: [] };
}

function toHypothesis(origin: Origin, cause: Cause & { service?: string }, share: number, scene: Scene): Hypothesis {
  const general = [...origin.named, ...origin.own, ...origin.calls].map((symptom) => citeSymptom(scene.book, symptom));
  const supports = [...new Set<EvidenceId>([...cause.supports, ...general])].slice(0, maxSupports);
  return {
    kind: cause.kind,
    service: cause.service ?? origin.service,
    object: cause.object,
    trigger: cause.trigger,
    score: Math.round(origin.probability * share * 1000) / 1000,
    probability: 0,
    supports,
    contradicts: [...new Set([...cause.contradicts, ...speaksAgainst(cause.service ?? origin.service, scene)])],
  };
}
