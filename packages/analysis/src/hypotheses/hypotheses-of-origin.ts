import type { EvidenceId, Hypothesis } from '@incidentfox/incident';
import type { ScoredChange } from '../changes/scored-change.ts';
import type { Scene } from '../scene/scene.ts';
import type { Cause } from './causes/cause.ts';
import { causesOf } from './causes/causes-of.ts';
import { type ChangedCause, changedCauses } from './causes/changed.ts';
import { citeSymptom } from './citations/cite.ts';
import type { Conviction } from './conviction/conviction.ts';
import { elsewhereOf, type JudgedOrigin } from './conviction/elsewhere.ts';
import type { Origin } from './origins/origin.ts';
import { givenNaming, openChanges } from './seen-from-origin.ts';
import { speaksAgainst } from './speaks-against.ts';
import { maxBehind, maxSupports, minContradicting, minOneOf, minRivalShare, minStated } from './thresholds.ts';

export interface Weighed {
  hypothesis: Hypothesis;
  origin: Origin;
  /** The change that the hypothesis blames. */
  change: ScoredChange | null;
  /** The probability that the hypothesis holds as it is stated, given that the trouble began at the origin, 0..1. */
  given: number;
  /** The probability that it holds although the trouble showed first at another origin, 0..1: one change may harm several services. */
  elsewhere: number;
  /** The probability that a change of the origin's own did it, where none is blamed, 0..1. */
  openChanges: number;
}

/**
 * What can be said of one origin: its changes and the other kinds of cause. A convicted change comes first; where changes share
 * the probability, or none is likely enough to be blamed, none of them does. Which service comes first is decided by the origins alone.
 */
export function hypothesesOf(
  { origin, conviction }: JudgedOrigin,
  judged: readonly JudgedOrigin[],
  scene: Scene,
): Weighed[] {
  const elsewhere = (change: ScoredChange | undefined): number => elsewhereOf(change, origin, judged);
  const changed = changedCauses(conviction, origin, scene);
  const others = causesOf(origin, scene);
  const best = Math.max(1e-9, ...others.map(({ fit }) => fit));
  const convicted = changed.find(
    ({ isConvicted, fit, change }) => isConvicted && origin.probability * fit + elsewhere(change) >= minStated,
  );
  const onChanges = 1 - conviction.noChange;
  const oneOf = convicted === undefined && onChanges >= minOneOf ? oneOfThese(changed, conviction, origin) : null;
  const ahead = convicted?.fit ?? (oneOf === null ? 0 : onChanges);
  const scale = ahead > 0 ? Math.min(maxBehind, conviction.noChange / ahead) : 1;
  const open = openChanges(conviction, origin);
  const make = (cause: Cause & { service?: string }, share: number, given: number, open = 0): Weighed => ({
    origin,
    change: cause.change ?? null,
    given,
    elsewhere: elsewhere(cause.change),
    openChanges: open,
    hypothesis: toHypothesis(origin, cause, origin.probability * share + elsewhere(cause.change), scene),
  });
  return [
    ...(oneOf === null ? [] : [make(oneOf, 1, givenNaming(oneOf.service, conviction, origin), open)]),
    ...changed.map((cause) => make(cause, cause === convicted ? 1 : Math.min(maxBehind, cause.fit), cause.fit)),
    ...others.map((cause) => {
      const isNamed = namedWithoutChange.has(cause.kind);
      const share = (cause.fit / best) * scale;
      return isNamed
        ? make(against(cause, changed), share, conviction.noChange)
        : make(against(cause, changed), share, givenNaming(origin.service, conviction, origin), open);
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

/** Several changes that nothing sets apart, as one statement without a trigger: of their service, where it is the likelier one to name. */
function oneOfThese(
  changed: readonly ChangedCause[],
  conviction: Conviction,
  origin: Origin,
): (Cause & { service: string }) | null {
  const [first] = changed;
  if (first === undefined) return null;
  const rivals = changed.filter((one) => one.fit >= minRivalShare * first.fit);
  const kind = rivals.every((one) => one.kind === first.kind) ? first.kind : 'change';
  const supports = rivals.flatMap(({ trigger }) => trigger ?? []);
  const isTheirs =
    rivals.every((one) => one.service === first.service) &&
    givenNaming(first.service, conviction, origin) > givenNaming(origin.service, conviction, origin);
  const service = isTheirs ? first.service : origin.service;
  return { kind, service, object: null, fit: 1 - conviction.noChange, trigger: null, supports, contradicts: [] };
}

function toHypothesis(origin: Origin, cause: Cause & { service?: string }, score: number, scene: Scene): Hypothesis {
  const general = [...origin.named, ...origin.own, ...origin.calls].map((symptom) => citeSymptom(scene.book, symptom));
  const supports = [...new Set<EvidenceId>([...cause.supports, ...general])].slice(0, maxSupports);
  return {
    kind: cause.kind,
    service: cause.service ?? origin.service,
    object: cause.object,
    trigger: cause.trigger,
    score: Math.min(1, Math.round(score * 1000) / 1000),
    probability: 0,
    supports,
    contradicts: [...new Set([...cause.contradicts, ...speaksAgainst(cause.service ?? origin.service, scene)])],
  };
}
