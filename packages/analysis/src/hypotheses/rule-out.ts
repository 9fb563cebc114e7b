import type { RuledOut } from '@incidentfox/incident';
import type { ScoredChange } from '../changes/scored-change.ts';
import { clock, minutesBetween, minutesInWords } from '../evidence/clock.ts';
import { changeWords } from '../evidence/describe-event.ts';
import { describeShift, seriesWords } from '../evidence/describe-shift.ts';
import type { Scene } from '../scene/scene.ts';
import { citeChange, citeSymptom } from './citations/cite.ts';
import type { Weighed } from './make-hypotheses.ts';
import { explanationsOf, isMeasuredNormal } from './origins/explanations.ts';
import type { Origin } from './origins/origin.ts';
import { maxCallersRuledOut, maxChangesRuledOut, maxCommonRarity, recentChangeMs } from './thresholds.ts';

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
      const because = reasonAgainst(scored, scene, first);
      const evidence = citeChange(scene.book, scored, scene.onset);
      if (because === null || evidence === first?.hypothesis.trigger) return [];
      return [
        { what: `${changeWords(scored.change)} at ${clock(scored.change.startedAt)}`, because, evidence: [evidence] },
      ];
    })
    .slice(0, maxChangesRuledOut);
}

const isUndoing = ({ change }: ScoredChange, scene: Scene): boolean =>
  scene.changes.some(({ undoneBy }) => undoneBy?.id === change.id);

function reasonAgainst(scored: ScoredChange, scene: Scene, first: Weighed | undefined): string | null {
  const { change, leadMs, exclusion, perDay, parts } = scored;
  if (exclusion === 'after_onset') return `it came ${minutesInWords(minutesBetween(0, -leadMs))} after trouble began`;
  const blamed = first?.origin.service;
  const name = change.service ?? 'the environment';
  if (change.service !== null && change.service !== blamed && scene.symptomsOf(change.service).length === 0) {
    return exclusion === 'unrelated'
      ? `${name} shows no trouble, and no affected service depends on it`
      : `${name} shows no trouble of its own`;
  }
  const explained = change.service === null ? [] : explainedBy(change.service, scene);
  if (change.service !== blamed && blamed !== undefined && explained.includes(blamed))
    return `the trouble of ${name} is that of its calls to ${blamed}`;
  if (exclusion === 'unrelated') return `no affected service depends on ${name}`;
  // A change right before the trouble stays possible, however often the service changes.
  const isNear = leadMs < recentChangeMs && change.service === blamed;
  if (perDay !== null && parts.rarity < maxCommonRarity && !isNear)
    return `${name} changes ${perDay} times a day, so one shortly before the trouble says little`;
  return null;
}

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
    if (symptoms.some(({ nature, strength }) => nature === 'own' && strength > 0.5)) return [];
    const evidence = symptoms.slice(0, 3).map((symptom) => citeSymptom(scene.book, symptom));
    return [
      {
        what: `A fault inside ${caller}`,
        because: `its trouble is that of its calls to ${blamed.service}, and nothing else of it left its normal range`,
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
