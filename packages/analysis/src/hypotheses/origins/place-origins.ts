import type { Scene } from '../../scene/scene.ts';
import type { Symptom } from '../../scene/symptom.ts';
import { manyServices, maxEventContrast } from '../thresholds.ts';
import type { Origin, Place } from './origin.ts';
import { noEvidence } from './origin-evidence.ts';
import { placeTroubles } from './place-trouble.ts';

/** The node of an event; one about a pod that does not say where it ran belongs to the only node that was lost. */
function nodeOf({ from, service }: Symptom, lostNodes: ReadonlySet<string>): string | null {
  if (!('event' in from)) return null;
  const { node, object } = from.event;
  if (node !== undefined) return node;
  const [only] = lostNodes;
  if (lostNodes.size === 1 && only !== undefined) return only;
  return service === object ? object : null;
}

const isLoss = ({ from }: Symptom): boolean =>
  'event' in from && (from.event.kind === 'node_not_ready' || from.event.kind === 'node_pressure');
const isNodeEvent = (symptom: Symptom): boolean =>
  isLoss(symptom) &&
  'event' in symptom.from &&
  (symptom.from.event.service === null || symptom.from.event.object === symptom.from.event.node);

interface PlaceFound {
  place: Place;
  services: Set<string>;
  symptoms: Symptom[];
  isLost: boolean;
  /** 0..1, how well pods there and elsewhere differ. */
  contrast: number;
}

/** Machines and zones as origins: lost ones, and those whose pods of different services suffer while others are spared. */
export function placeOrigins(scene: Scene): Origin[] {
  const found = new Map<string, PlaceFound>();
  const at = (place: Place): PlaceFound => {
    const known = found.get(place.name) ?? { place, services: new Set(), symptoms: [], isLost: false, contrast: 0 };
    found.set(place.name, known);
    return known;
  };
  const events = scene.symptoms.filter(({ channel }) => channel === 'infra');
  const lostNodes = new Set(
    events.filter(isNodeEvent).flatMap(({ from }) => ('event' in from ? [from.event.object] : [])),
  );
  for (const symptom of events) {
    const node = nodeOf(symptom, lostNodes);
    if (node === null) continue;
    const one = at({ kind: 'node', name: node });
    one.symptoms.push(symptom);
    if (symptom.service !== node) one.services.add(symptom.service);
    one.isLost ||= isLoss(symptom);
  }
  for (const trouble of placeTroubles(scene)) {
    const one = at({ kind: trouble.kind, name: trouble.name });
    one.contrast = Math.max(one.contrast, trouble.contrast);
    for (const service of trouble.services) one.services.add(service);
    const shifts = new Set(trouble.shifts);
    one.symptoms.push(...scene.symptoms.filter(({ from }) => 'shift' in from && shifts.has(from.shift)));
  }
  return [...found.values()]
    .filter(({ isLost, services }) => isLost || services.size > 1)
    .map((one) => toOrigin(one, events.length, scene));
}

function toOrigin({ place, services, symptoms, isLost, contrast }: PlaceFound, events: number, scene: Scene): Origin {
  const there = [...services].sort();
  const service = scene.observations.affected.find((one) => services.has(one)) ?? there[0] ?? place.name;
  const own = [...new Set(symptoms)];
  const inEvents = own.filter(({ channel }) => channel === 'infra').length / Math.max(1, events);
  const wide = Math.min(manyServices, there.length) / manyServices;
  const strength = Math.max(contrast, isLost ? 1 : maxEventContrast * inEvents * wide);
  const evidence = { ...noEvidence, place: strength * (0.5 + 0.5 * wide), namers: wide };
  const calls = there.flatMap((one) => scene.symptomsOf(one)).filter(({ nature }) => nature === 'calls');
  return {
    service,
    place,
    probability: 0,
    evidence,
    rankShare: 0,
    own,
    calls,
    named: [],
    change: null,
    explainedBy: [],
  };
}
