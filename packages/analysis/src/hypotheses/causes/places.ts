import type { CauseKind } from '@incidentfox/incident';
import { citeSymptom } from '../citations/cite.ts';
import type { Place } from '../origins/origin.ts';
import { causeFits } from '../thresholds.ts';
import type { CauseRule } from './cause.ts';

const kinds: Record<Place['kind'], CauseKind> = {
  node: 'node',
  zone: 'node',
  host: 'third_party',
  name_server: 'network',
};
const fits: Record<Place['kind'], number> = {
  node: causeFits.node,
  zone: causeFits.node,
  host: causeFits.thirdParty,
  name_server: causeFits.networkErrors,
};

/** A machine, a zone, an outside host or the name server: what happened to those that run there or need it. */
export const placeCauses: CauseRule = ({ place, own, named }, scene) => {
  const symptoms = [...own, ...named];
  if (place === null || symptoms.length === 0) return [];
  const supports = symptoms
    .sort((a, b) => b.strength - a.strength)
    .slice(0, 5)
    .map((symptom) => citeSymptom(scene.book, symptom));
  const trigger = supports[0] ?? null;
  return [{ kind: kinds[place.kind], object: place.name, fit: fits[place.kind], trigger, supports, contradicts: [] }];
};
