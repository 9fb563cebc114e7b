import type { RuledOut } from '@incidentfox/incident';
import { familyOf } from '../../ranking/signal-families.ts';
import type { Scene } from '../../scene/scene.ts';
import { citeSymptom } from '../citations/cite.ts';
import type { Weighed } from '../hypotheses-of-origin.ts';
import { stayedNormal } from '../looked-at.ts';
import { maxCallersRuledOut } from '../thresholds.ts';
import { whatFails } from './what-fails.ts';

/** Services in trouble only because of what they call. */
export function callersExplained(scene: Scene, weighed: readonly Weighed[]): RuledOut[] {
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
