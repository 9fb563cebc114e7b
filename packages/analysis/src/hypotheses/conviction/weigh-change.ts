import type { Breakdown, Change } from '@incidentfox/incident';
import { countedRequests } from '../../attribution/index.ts';
import type { ScoredChange } from '../../changes/scored-change.ts';
import type { WordMatch } from '../../patches/index.ts';
import { inertReason } from '../../patches/parsing/inert-path.ts';
import { spaced } from '../../patches/parsing/split-words.ts';
import { isRelated } from '../../scene/related-symptoms.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Symptom } from '../../scene/symptom.ts';
import { isMeasuredNormal } from '../origins/explanations.ts';
import type { Origin } from '../origins/origin.ts';
import { asksOfStore } from './place/asks-of-store.ts';
import { actsBeyond, overloadedBy, weighPlace } from './place/weigh-place.ts';
import { SignReader, type Signs } from './signs.ts';
import { sumOf, type Term } from './term.ts';
import { defaultToleranceMs, maxRarePerDay, minWordScore, rareTerm, rarityTerm, saysTerms } from './thresholds.ts';
import { matchTroubleWords } from './trouble-words.ts';
import { type Says, weighSays, weighWords } from './weigh-says.ts';
import { type Began, weighTime, whenIll } from './weigh-time.ts';
import { weighUndoing } from './weigh-undoing.ts';

/** A change with the reasons for and against it. */
export interface WeighedChange {
  scored: ScoredChange;
  terms: readonly Term[];
  logOdds: number;
  says: Says | null;
}

/** Everything that is read once for all origins of a scene. */
export interface Reading {
  signs: SignReader;
  matches: ReadonlyMap<ScoredChange, WordMatch>;
  isMuchSaid: boolean;
  /** Requests by their labels, of all services. */
  requests: readonly Breakdown[];
}

/** Reads what appeared with the trouble, once for all changes and origins. */
export const readTrouble = (scene: Scene, candidates: readonly ScoredChange[]): Reading => ({
  signs: new SignReader(scene),
  requests: countedRequests(scene.observations),
  ...matchTroubleWords(candidates, scene),
});

/** A change of something on the way, of the whole environment, or of what others share. */
export const isWithinReach = (
  { change, reading }: ScoredChange,
  near: readonly string[],
  { graph, symptoms }: Scene,
): boolean =>
  change.service === null ||
  isRelated(change.service, near, graph) ||
  (graph.edgeCount === 0 && namesOne(change, near)) ||
  symptoms.some(({ blames }) => blames?.name === change.service) ||
  (reading?.alterations.some(actsBeyond) ?? false);

/** What speaks for and against one change as the cause of the trouble of an origin; null when it came too late. */
export function weighChange(
  scored: ScoredChange,
  origin: Origin,
  scene: Scene,
  reading: Reading,
): WeighedChange | null {
  const { change } = scored;
  const own = change.service === null ? null : reading.signs.of(change.service);
  const overloaded = change.service === null ? null : overloadedBy(change.service, scene);
  const places = placesOf(scored, origin, reading, overloaded, scene);
  const onset = onsetFor(places, origin, scene, reading);
  if (onset === null) return null;
  const plain = weighTime(change.startedAt, onset, null);
  if (plain === null) return null;
  const timeOf = (delay: 'at once' | 'gradual'): Term => weighTime(change.startedAt, onset, delay) ?? plain;
  const says =
    scored.reading === null
      ? null
      : weighSays(scored.reading, cutShareOf(scored), places, ({ delay }) => timeOf(delay).value);
  const isOverloading =
    overloaded !== null &&
    scored.reading?.harmless !== true &&
    (says?.alteration == null || says.alteration.causes.has('traffic'));
  const match = reading.matches.get(scored);
  const words =
    match === undefined
      ? []
      : [weighWords(match, own === null ? [] : own.texts, reading.isMuchSaid && scored.reading === null)];
  const isNamed = says?.isCalled === true || words.some(({ value }) => value >= saysTerms.words * minWordScore);
  const terms: Term[] = [
    says?.alteration == null ? plain : timeOf(says.alteration.delay),
    ...weighPlace(change, origin, scene, {
      overloaded: isOverloading ? overloaded : null,
      isNamed,
      requests: reading.requests,
      alteration: says?.alteration ?? null,
    }),
    ...(says === null
      ? []
      : [
          isNamed && says.alteration === null
            ? { ...says.term, value: says.term.value * saysTerms.foundByWords }
            : says.term,
        ]),
    ...words,
    ...weighTitle(scored, origin, scene),
    ...weighUndoing(scored, scene),
    {
      about: 'rarity',
      value: rarityOf(scored),
      text: null,
      evidence: [],
    },
  ];
  return { scored, terms, logOdds: sumOf(terms), says };
}

/** Where no diff was read, the title alone may tell that the change asks something else of the store in which the trouble began. */
function weighTitle({ change, reading }: ScoredChange, origin: Origin, scene: Scene): Term[] {
  if (reading !== null || asksOfStore(change, null, origin, scene) === null) return [];
  const text = `its title speaks of what ${change.service} asks of ${origin.service}`;
  return [{ about: 'words', value: saysTerms.titleOfStore, text, evidence: [] }];
}

/** Nobody knows who calls whom, and a file of the diff is called after a service that is ill: `clients/pricing.ts`. */
const namesOne = ({ patch }: Change, near: readonly string[]): boolean =>
  near.some((service) =>
    patch?.files.some(
      ({ path }) => inertReason(path) === null && wordsOf(path).includes(` ${wordsOf(service).trim()} `),
    ),
  );
const wordsOf = (name: string): string => ` ${spaced(name)} `;

/** How little a change near the trouble says by itself, from how often its service changes and of what kind it is. */
function rarityOf({ parts, perDay }: ScoredChange): number {
  const isRare = perDay !== null && perDay <= maxRarePerDay;
  return (isRare ? rareTerm : Math.max(-rarityTerm, Math.log(parts.rarity))) + Math.log(parts.kind);
}

/** The share of the diff that was not to be seen. */
function cutShareOf({ change: { patch } }: ScoredChange): number {
  if (patch === undefined || patch.files.length === 0 || patch.isTruncated) return 1;
  return patch.files.filter(({ diff }) => diff === null).length / patch.files.length;
}

/** Where a change would show: in its own service; where that was not seen, in the origin; and in a callee that it overloads. */
function placesOf(
  { change, reading }: ScoredChange,
  origin: Origin,
  { signs }: Reading,
  overloaded: string | null,
  scene: Scene,
): Signs[] {
  const own = change.service === null ? [] : [signs.of(change.service)].filter(({ kinds }) => kinds.size > 0);
  const reachesOthers = reading?.alterations.some(actsBeyond) ?? false;
  // What would show in its own service, and does not, is told by nobody else.
  const { service } = change;
  if (service !== null && overloaded === null && !reachesOthers && isMeasuredNormal(service, scene))
    return [signs.of(service)];
  const places = own.length > 0 && !reachesOthers ? own : [...own, signs.of(origin.service)];
  return overloaded === null ? places : [...places, signs.of(overloaded)];
}

function onsetFor(places: readonly Signs[], origin: Origin, scene: Scene, { signs }: Reading): Began | null {
  const atLeast = scene.onset ?? { toleranceMs: defaultToleranceMs, blurMs: defaultToleranceMs };
  const ill = (symptoms: readonly Symptom[]): Began | null => whenIll(symptoms, atLeast);
  return ill(places.flatMap((one) => one.symptoms)) ?? ill(signs.of(origin.service).symptoms) ?? scene.onset;
}
