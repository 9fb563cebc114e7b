import type { EvidenceId, RuledOut } from '@incidentfox/incident';
import type { ScoredChange } from '../changes/scored-change.ts';
import { clock, minutesBetween, minutesInWords } from '../evidence/clock.ts';
import { changeWords } from '../evidence/describe-event.ts';
import { describeShift } from '../evidence/describe-shift.ts';
import type { Shift } from '../onset/shift.ts';
import { familyOf } from '../ranking/signal-families.ts';
import type { Scene } from '../scene/scene.ts';
import { citeChange, citeSymptom } from './citations/cite.ts';
import type { Weighed } from './hypotheses-of-origin.ts';
import { areConnected, areLogsQuiet, hasKnownCalls, leadsTo, stayedNormal, telltaleShifts } from './looked-at.ts';
import { explanationsOf, isMeasuredNormal } from './origins/explanations.ts';
import type { Origin } from './origins/origin.ts';
import { maxCallersRuledOut, maxChangesRuledOut, maxOwnTrouble } from './thresholds.ts';

/** What a reader might suspect and what the evidence says against it: changes, callers, load, resources. */
export function ruleOut(scene: Scene, weighed: readonly Weighed[]): RuledOut[] {
  const first = weighed[0];
  return [
    ...changesRuledOut(scene, first),
    ...callersExplained(scene, weighed),
    ...(first === undefined ? [] : [...namedButNormal(scene, first), ...normalSignals(scene, first)]),
  ];
}

function changesRuledOut(scene: Scene, first: Weighed | undefined): RuledOut[] {
  if (scene.onset === null) return [];
  return scene.changes
    .filter((scored) => scored.undoneBy === null && !isUndoing(scored, scene))
    .flatMap((scored) => {
      const reason = reasonAgainst(scored, scene, first);
      const evidence = citeChange(scene.book, scored, scene.onset);
      if (reason === null || evidence === first?.hypothesis.trigger) return [];
      const what = `${changeWords(scored.change)} at ${clock(scored.change.startedAt)}`;
      return [{ what, because: reason.because, evidence: [evidence, ...reason.evidence] }];
    })
    .filter(({ what }, index, all) => all.findIndex((one) => one.what === what) === index)
    .slice(0, maxChangesRuledOut);
}

const isUndoing = ({ change }: ScoredChange, scene: Scene): boolean =>
  scene.changes.some(({ undoneBy }) => undoneBy?.id === change.id);

/** Why a change is out, and what of the scene says so. */
interface Reason {
  because: string;
  evidence: readonly EvidenceId[];
}

/** A change of the blamed service is only out by its time: that nothing else was seen of it does not clear it. */
function reasonAgainst(scored: ScoredChange, scene: Scene, first: Weighed | undefined): Reason | null {
  const { change, leadMs, exclusion } = scored;
  if (exclusion === 'after_onset') {
    const signs = firstSigns(change.startedAt + leadMs, scene);
    const began = Math.min(change.startedAt + leadMs, ...signs.map((id) => scene.book.timeOf(id) ?? Infinity));
    const distance = minutesInWords(minutesBetween(began, change.startedAt));
    return { because: `it came ${distance} after trouble began`, evidence: signs };
  }
  if (exclusion === 'unattributed')
    return { because: `nothing says that it is a change of ${change.service}: it was made beside it`, evidence: [] };
  const blamed = first?.origin.service;
  const { service } = change;
  if (service === null || service === blamed || service === first?.hypothesis.service) return null;
  const explained = blamed === undefined ? null : explainedBy(service, blamed, scene);
  if (explained !== null) return { because: `the trouble of ${service} ${explained}`, evidence: cited(service, scene) };
  return scene.symptomsOf(service).length === 0 ? untroubled(service, scene) : null;
}

/** The sign with which the trouble began, as evidence. */
function firstSigns(onset: number, { symptoms, book }: Scene): EvidenceId[] {
  const distance = ({ at }: { at: number }) => Math.abs(at - onset);
  const [nearest] = [...symptoms].sort((a, b) => distance(a) - distance(b) || b.strength - a.strength);
  return nearest === undefined ? [] : [citeSymptom(book, nearest)];
}

/** Its calls fail, that is all that is wrong with it, and they were seen to go there: in words. Null when it is not so. */
function explainedBy(service: string, blamed: string, scene: Scene): string | null {
  const calls = scene.symptomsOf(service).filter(({ nature }) => nature === 'calls');
  if (calls.length === 0 || hasOwnTrouble(service, scene)) return null;
  if (!explanationsOf(service, calls, scene).includes(blamed)) return null;
  return whatFails(service, blamed, scene);
}

/** Name lookups are no calls that somebody measured: they are known from errors. */
function whatFails(service: string, blamed: string, scene: Scene): string | null {
  if (leadsTo(service, blamed, scene)) return `is that of its calls to ${blamed}`;
  const isLookup = scene
    .symptomsOf(service)
    .some(({ blames, from }) => blames?.name === blamed && 'pattern' in from && from.pattern.mechanism === 'dns');
  return isLookup ? 'is that names do not resolve' : null;
}

/** Said only of services that were looked at with what would show their trouble. */
function untroubled(service: string, scene: Scene): Reason | null {
  const telltales = telltaleShifts(service, scene);
  if (telltales.length === 0 || telltales.some((shift) => shift.significant || !stayedNormal(shift, scene)))
    return null;
  const shown = telltales.slice(0, 2);
  const { affected } = scene.observations;
  const normal = namesOf(shown, scene).join(' and ');
  const logs = areLogsQuiet(service, scene) ? ', and its logs hold no new errors' : '';
  const isApart = affected.length > 0 && hasKnownCalls(service, scene) && !areConnected(service, affected, scene);
  const apart = isApart ? `; no known calls connect it with ${affected.join(', ')}` : '';
  return {
    because: `${normal} stayed in ${shown.length === 1 ? 'its' : 'their'} normal range${logs}${apart}`,
    evidence: citeNormal(shown, scene),
  };
}

const namesOf = (shifts: readonly Shift[], { book }: Scene): string[] => [
  ...new Set(shifts.map(({ series }) => book.nameOf(series))),
];

const citeNormal = (shifts: readonly Shift[], { book }: Scene): EvidenceId[] =>
  shifts.map((shift) => book.cite(shift.series, () => describeShift(shift)));

const hasOwnTrouble = (service: string, scene: Scene): boolean =>
  scene.symptomsOf(service).some(({ nature, strength }) => nature === 'own' && strength > maxOwnTrouble);

const cited = (service: string, scene: Scene): EvidenceId[] =>
  scene
    .symptomsOf(service)
    .filter(({ nature }) => nature === 'calls')
    .slice(0, 2)
    .map((symptom) => citeSymptom(scene.book, symptom));

/** Services in trouble only because of what they call. */
function callersExplained(scene: Scene, weighed: readonly Weighed[]): RuledOut[] {
  const [first] = weighed;
  if (first === undefined) return [];
  const blamed = first.origin.service;
  const possible = new Set(weighed.map(({ hypothesis }) => hypothesis.service));
  const callers = [...scene.graph.callersOf(blamed)].filter((caller) => {
    const symptoms = scene.symptomsOf(caller);
    return !possible.has(caller) && symptoms.length > 0 && symptoms.every(({ nature }) => nature === 'calls');
  });
  return callers.slice(0, maxCallersRuledOut).flatMap((caller) => {
    const fails = whatFails(caller, blamed, scene);
    if (fails === null) return [];
    const evidence = scene
      .symptomsOf(caller)
      .slice(0, 3)
      .map((symptom) => citeSymptom(scene.book, symptom));
    const inside = scene.shifts.filter(
      (shift) => shift.series.service === caller && shift.series.peer === undefined && familyOf(shift) === 'resource',
    );
    // "nothing else" is a claim of its own: it takes a look inside.
    const isCalm = inside.length > 0 && inside.every((shift) => !shift.significant && stayedNormal(shift, scene));
    const rest = isCalm ? ', and its own resources stayed in their normal range' : '';
    return [{ what: `A fault inside ${caller}`, because: `its trouble ${fails}${rest}`, evidence }];
  });
}

const usualSuspects = [
  { signals: ['request_rate'], kind: 'traffic_surge', what: 'More traffic than usual' },
  { signals: ['cpu', 'memory', 'saturation'], kind: 'resource_saturation', what: 'Too few resources' },
] as const;

/** The platform or the logs say that something ran out, whatever the averages show. */
const ranShort = ({ own, calls }: Origin): boolean =>
  [...own, ...calls].some(
    ({ what, mechanism }) =>
      what === 'out_of_memory' || ['disk_full', 'pool_exhausted', 'out_of_memory'].includes(mechanism ?? ''),
  );

/** Services that the incident names and that show nothing, looked at with what would show it. */
function namedButNormal(scene: Scene, { origin, hypothesis }: Weighed): RuledOut[] {
  return scene.observations.affected
    .filter(
      (service) => service !== origin.service && service !== hypothesis.service && isMeasuredNormal(service, scene),
    )
    .flatMap((service) => {
      const telltales = telltaleShifts(service, scene);
      const own = scene.shifts.filter(({ series }) => series.service === service);
      const all = [...new Set([...telltales, ...own])];
      if (telltales.length === 0 || !all.every((shift) => !shift.significant && stayedNormal(shift, scene))) return [];
      const because = 'what was measured of it is in its normal range';
      return [{ what: `Trouble in ${service}`, because, evidence: citeNormal(all.slice(0, 4), scene) }];
    })
    .slice(0, maxCallersRuledOut);
}

/** Usual suspects that were measured at the origin and did not rise. */
function normalSignals(scene: Scene, { origin, hypothesis }: Weighed): RuledOut[] {
  return usualSuspects.flatMap(({ signals, kind, what }) => {
    if (hypothesis.kind === kind || (kind === 'resource_saturation' && ranShort(origin))) return [];
    const own = scene.shifts.filter(
      ({ series }) =>
        series.service === origin.service &&
        series.peer === undefined &&
        series.side !== 'client' &&
        (signals as readonly string[]).includes(series.signal),
    );
    const rose = (shift: Shift) => (shift.significant && shift.direction === 'up') || !stayedNormal(shift, scene, 'up');
    if (own.length === 0 || own.some(rose)) return [];
    const shown = own.slice(0, 3);
    const isNormal = shown.every((shift) => !shift.significant && stayedNormal(shift, scene));
    const range = `stayed in ${shown.length === 1 ? 'its' : 'their'} normal range`;
    const because = `${namesOf(shown, scene).join(', ')} ${isNormal ? range : 'did not rise'}`;
    return [{ what: `${what} at ${origin.service}`, because, evidence: citeNormal(shown, scene) }];
  });
}
