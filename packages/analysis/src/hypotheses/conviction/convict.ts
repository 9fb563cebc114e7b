import type { ScoredChange } from '../../changes/scored-change.ts';
import { quoteAlteration } from '../../patches/index.ts';
import type { Scene } from '../../scene/scene.ts';
import type { CauseWithoutChange } from '../causes/without-change/cause-without-change.ts';
import { isScheduled } from '../causes/without-change/scheduled-work.ts';
import { causesWithoutChange } from '../causes/without-change/without-change.ts';
import type { Origin } from '../origins/origin.ts';
import type { Conviction, Fact, Suspect } from './conviction.ts';
import { sumOf, type Term } from './term.ts';
import {
  furtherShare,
  madeByChange,
  maxSuspects,
  minLead,
  minSaysLead,
  minToldTerm,
  noChangeBase,
  undoingTerms,
} from './thresholds.ts';
import { isWithinReach, type Reading, readTrouble, type WeighedChange, weighChange } from './weigh-change.ts';

/**
 * Weighs all changes that could have done it against each other, and against the possibility that none did. Pure; each origin of
 * one scene is judged by the same reading of its texts.
 */
export function convictIn(scene: Scene): (origin: Origin) => Conviction {
  const candidates = scene.changes
    .filter(({ change, exclusion }) => exclusion !== 'unattributed' && !isScheduled(change))
    .slice(0, maxSuspects);
  const reading = readTrouble(scene, candidates);
  return (origin) => convict(origin, scene, candidates, reading);
}

function convict(origin: Origin, scene: Scene, candidates: readonly ScoredChange[], reading: Reading): Conviction {
  const near = [origin.service, ...scene.observations.affected];
  const weighed = candidates
    .filter((scored) => isWithinReach(scored, near, scene))
    .flatMap((scored) => weighChange(scored, origin, scene, reading) ?? [])
    .sort((a, b) => b.logOdds - a.logOdds || (a.scored.change.id < b.scored.change.id ? -1 : 1));
  const others = causesWithoutChange(origin, scene)
    .map((cause) => cause.logOdds * (isMadeByOne(cause, weighed) ? madeByChange : 1))
    .sort((a, b) => b - a);
  const without =
    noChangeBase + (others[0] ?? 0) + furtherShare * others.slice(1, 3).reduce((sum, one) => sum + one, 0);
  const highest = Math.max(without, weighed[0]?.logOdds ?? without);
  const total = weighed.reduce((sum, { logOdds }) => sum + Math.exp(logOdds - highest), Math.exp(without - highest));
  const share = (logOdds: number): number => Math.exp(logOdds - highest) / total;
  const suspects = weighed.map((one, index): Suspect => {
    const rival = weighed[index === 0 ? 1 : 0];
    return {
      scored: one.scored,
      probability: share(one.logOdds),
      separating: separating(one, rival),
      against: one.terms.filter(({ value, text }) => value <= -minToldTerm && text !== null).flatMap(toFact),
      quote: one.says?.alteration == null ? null : quoteAlteration(one.says.alteration),
    };
  });
  const [first, second] = weighed;
  const isAhead = first !== undefined && (second === undefined || first.logOdds - second.logOdds >= minLead);
  return {
    suspects,
    noChange: share(without),
    isSeparated: isAhead && (suspects[0]?.separating.length ?? 0) > 0,
  };
}

/** Whether a suspect altered what would show in the same way as the cause: then the sign does not separate the two. */
const isMadeByOne = ({ madeBy }: CauseWithoutChange, weighed: readonly WeighedChange[]): boolean =>
  madeBy !== undefined &&
  weighed.some(
    ({ says, logOdds }) =>
      logOdds > 0 && says?.alteration != null && madeBy.has(says.alteration.kind) && says.term.value >= minSaysLead,
  );

const toFact = ({ about, text, evidence }: Term): Fact[] =>
  text === null || about === 'rarity' ? [] : [{ about, text, evidence }];

/** What speaks for one change and not for its rival, or against the rival and not against it. */
function separating(one: WeighedChange, rival: WeighedChange | undefined): Fact[] {
  const of = (weighed: WeighedChange | undefined, about: Term['about']): number =>
    sumOf((weighed?.terms ?? []).filter((term) => term.about === about));
  const told = (about: Fact['about']): Fact[] =>
    one.terms.filter((term) => term.about === about && term.value >= 0).flatMap(toFact);
  const against = (about: Fact['about']): Fact[] =>
    (rival?.terms ?? []).filter((term) => term.about === about && term.value <= -minToldTerm).flatMap(toFact);
  const lead = (about: Term['about']): number => of(one, about) - of(rival, about);
  const says = of(one, 'words');
  const words = says >= minSaysLead && lead('words') >= minSaysLead ? told('words') : [];
  const isSpared = says >= minSaysLead && rival !== undefined;
  const place =
    (of(one, 'place') >= 0 || isSpared) && lead('place') >= minSaysLead ? [...told('place'), ...against('place')] : [];
  const undoing = of(one, 'undoing') >= undoingTerms.ended ? told('undoing') : [];
  // A diff that was read and does nothing of the kind is not set apart by its hour.
  const isRead = one.says !== null && one.says.alteration === null && one.says.term.text !== null && says < 0;
  const time =
    !isRead && of(one, 'time') >= minToldTerm && (rival === undefined || lead('time') >= minSaysLead)
      ? told('time')
      : [];
  return [...undoing, ...words, ...place, ...time];
}
