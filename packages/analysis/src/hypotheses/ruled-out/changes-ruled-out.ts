import type { EvidenceId, RuledOut } from '@incidentfox/incident';
import type { ScoredChange } from '../../changes/scored-change.ts';
import { clock, minutesBetween, minutesInWords } from '../../evidence/clock.ts';
import { changeWords } from '../../evidence/describe-event.ts';
import type { Scene } from '../../scene/scene.ts';
import { citeChange, citeSymptom } from '../citations/cite.ts';
import type { Weighed } from '../hypotheses-of-origin.ts';
import { areConnected, areLogsQuiet, hasKnownCalls, stayedNormal, telltaleShifts } from '../looked-at.ts';
import { explanationsOf } from '../origins/explanations.ts';
import { maxChangesRuledOut, maxOwnTrouble } from '../thresholds.ts';
import { citeNormal, namesOf } from './cite-normal.ts';
import { whatFails } from './what-fails.ts';

/** Changes that did not do it, each with what was seen that says so. */
export function changesRuledOut(scene: Scene, first: Weighed | undefined): RuledOut[] {
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

const hasOwnTrouble = (service: string, scene: Scene): boolean =>
  scene.symptomsOf(service).some(({ nature, strength }) => nature === 'own' && strength > maxOwnTrouble);

const cited = (service: string, scene: Scene): EvidenceId[] =>
  scene
    .symptomsOf(service)
    .filter(({ nature }) => nature === 'calls')
    .slice(0, 2)
    .map((symptom) => citeSymptom(scene.book, symptom));
