import type { Scene } from '../../scene/scene.ts';
import type { Symptom } from '../../scene/symptom.ts';
import type { Origin } from './origin.ts';

/** The node that was lost; an event about a pod that does not say where it ran belongs to the only node that was. */
function nodeOf({ from, service }: Symptom, lostNodes: ReadonlySet<string>): string | null {
  if (!('event' in from)) return null;
  const { node, object } = from.event;
  if (node !== undefined) return node;
  const [only] = lostNodes;
  if (lostNodes.size === 1 && only !== undefined) return only;
  return service === object ? object : null;
}

const isNodeEvent = ({ from }: Symptom): boolean =>
  'event' in from &&
  from.event.kind === 'node_not_ready' &&
  (from.event.service === null || from.event.object === from.event.node);

/** Lost nodes as origins: everything that happened on one node counts together, under the affected service that ran there. */
export function nodeOrigins(scene: Scene): Origin[] {
  const byNode = new Map<string, Symptom[]>();
  const lostNodes = new Set(
    scene.symptoms.filter(isNodeEvent).flatMap(({ from }) => ('event' in from ? [from.event.object] : [])),
  );
  for (const symptom of scene.symptoms) {
    const node = symptom.what === 'node_lost' ? nodeOf(symptom, lostNodes) : null;
    if (node !== null) byNode.set(node, [...(byNode.get(node) ?? []), symptom]);
  }
  return [...byNode].map(([node, lost]) => {
    const services = [...new Set(lost.map(({ service }) => service))].filter((service) => service !== node).sort();
    const service = scene.observations.affected.find((one) => services.includes(one)) ?? services[0] ?? node;
    const calls = services.flatMap((one) => scene.symptomsOf(one)).filter(({ nature }) => nature === 'calls');
    // One evicted pod is a small thing; a node that is gone, or several services at once, is a cause.
    const isWide =
      services.length > 1 || lost.some(({ from }) => 'event' in from && from.event.kind === 'node_not_ready');
    return {
      service,
      score: 0,
      rankShare: isWide ? 1 : 0.5,
      own: lost,
      calls,
      named: [],
      change: null,
      explainedBy: [],
    };
  });
}
