import type { EvidenceId, RuledOut } from '@incidentfox/incident';
import type { ScoredChange } from '../changes/scored-change.ts';
import { clock, minutesBetween, minutesInWords } from '../evidence/clock.ts';
import { changeWords } from '../evidence/describe-event.ts';
import { describeShift, seriesWords } from '../evidence/describe-shift.ts';
import { familyOf } from '../ranking/signal-families.ts';
import type { Scene } from '../scene/scene.ts';
import { citeChange, citeSymptom } from './citations/cite.ts';
import { areConnected, hasKnownCalls, telltaleShifts, wereErrorsRead } from './looked-at.ts';
import type { Weighed } from './make-hypotheses.ts';
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
  if (exclusion === 'after_onset')
    return { because: `it came ${minutesInWords(minutesBetween(0, -leadMs))} after trouble began`, evidence: [] };
  if (exclusion === 'unattributed')
    return { because: `nothing says that it is a change of ${change.service}: it was made beside it`, evidence: [] };
  const blamed = first?.origin.service;
  const { service } = change;
  if (service === null || service === blamed) return null;
  const explained = explainedBy(service, scene);
  if (blamed !== undefined && explained.includes(blamed) && !hasOwnTrouble(service, scene))
    return { because: `the trouble of ${service} is that of its calls to ${blamed}`, evidence: cited(service, scene) };
  return scene.symptomsOf(service).length === 0 ? untroubled(service, scene) : null;
}

/** Said only of services that were looked at with what would show their trouble. */
function untroubled(service: string, scene: Scene): Reason | null {
  const telltales = telltaleShifts(service, scene).filter(({ significant }) => !significant);
  if (telltales.length === 0) return null;
  const shown = telltales.slice(0, 2);
  const evidence = shown.map((shift) =>
    scene.book.cite(shift.series, () => describeShift({ ...shift, significant: false })),
  );
  const normal = shown.map((shift) => seriesWords(shift)).join(' and ');
  const logs = wereErrorsRead(service, scene) ? ', and its logs hold no new errors' : '';
  const isApart =
    hasKnownCalls(service, scene) && !areConnected(service, scene.observations.affected, scene)
      ? `; nothing that was seen connects it with ${scene.observations.affected.join(', ')}`
      : '';
  return {
    because: `${normal} stayed in ${shown.length === 1 ? 'its' : 'their'} normal range${logs}${isApart}`,
    evidence,
  };
}

const hasOwnTrouble = (service: string, scene: Scene): boolean =>
  scene.symptomsOf(service).some(({ nature, strength }) => nature === 'own' && strength > maxOwnTrouble);

const cited = (service: string, scene: Scene): EvidenceId[] =>
  scene
    .symptomsOf(service)
    .filter(({ nature }) => nature === 'calls')
    .slice(0, 2)
    .map((symptom) => citeSymptom(scene.book, symptom));

const explainedBy = (service: string, scene: Scene): string[] =>
  explanationsOf(
    service,
    scene.symptomsOf(service).filter(({ nature }) => nature === 'calls'),
    scene,
  );

/** Services in trouble only because of what they call. */
function callersExplained(scene: Scene, weighed: readonly Weighed[]): RuledOut[] {
  const blamed = weighed[0]?.origin;
  if (blamed === undefined) return [];
  const callers = [...scene.graph.callersOf(blamed.service)].filter((caller) =>
    scene.symptomsOf(caller).some(({ nature }) => nature === 'calls'),
  );
  return callers.slice(0, maxCallersRuledOut).flatMap((caller) => {
    const symptoms = scene.symptomsOf(caller);
    if (symptoms.some(({ nature }) => nature === 'own')) return [];
    const evidence = symptoms.slice(0, 3).map((symptom) => citeSymptom(scene.book, symptom));
    const inside = scene.shifts.filter((shift) => shift.series.service === caller && familyOf(shift) === 'resource');
    // "nothing else" is a claim of its own: it takes a look inside.
    const rest = inside.length > 0 ? ', and its own resources stayed in their normal range' : '';
    return [
      {
        what: `A fault inside ${caller}`,
        because: `its trouble is that of its calls to ${blamed.service}${rest}`,
        evidence,
      },
    ];
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
      what === 'out_of_memory' ||
      mechanism === 'disk_full' ||
      mechanism === 'pool_exhausted' ||
      mechanism === 'out_of_memory',
  );

/** Services that the incident names and that show nothing. */
function namedButNormal(scene: Scene, first: Weighed): RuledOut[] {
  return scene.observations.affected
    .filter((service) => service !== first.origin.service && isMeasuredNormal(service, scene))
    .slice(0, maxCallersRuledOut)
    .map((service) => {
      const own = scene.shifts.filter(({ series }) => series.service === service).slice(0, 4);
      const evidence = own.map((shift) =>
        scene.book.cite(shift.series, () => describeShift({ ...shift, significant: false })),
      );
      return { what: `Trouble in ${service}`, because: 'what was measured of it is in its normal range', evidence };
    });
}

/** Usual suspects that were measured at the origin and are normal. */
function normalSignals(scene: Scene, { origin, hypothesis }: Weighed): RuledOut[] {
  return usualSuspects.flatMap(({ signals, kind, what }) => {
    if (hypothesis.kind === kind || (kind === 'resource_saturation' && ranShort(origin))) return [];
    const own = scene.shifts.filter(
      ({ series }) =>
        series.service === origin.service &&
        series.peer === undefined &&
        (signals as readonly string[]).includes(series.signal),
    );
    if (own.length === 0 || own.some(({ significant, direction }) => significant && direction === 'up')) return [];
    const shown = own.slice(0, 3);
    const evidence = shown.map((shift) =>
      scene.book.cite(shift.series, () => describeShift({ ...shift, significant: false })),
    );
    const names = [...new Set(shown.map((shift) => seriesWords(shift)))].join(', ');
    return [
      {
        what: `${what} at ${origin.service}`,
        because: `${names} stayed in ${shown.length === 1 ? 'its' : 'their'} normal range`,
        evidence,
      },
    ];
  });
}
