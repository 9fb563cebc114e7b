import type { Origin, Scene } from './scene.ts';
import type { Symptom } from './symptom.ts';

const nodeOf = ({ from }: Symptom): string | null => ('event' in from ? (from.event.node ?? from.event.object) : null);

/** Lost nodes as origins: everything that happened on one node counts together, under the affected service that ran there. */
export function nodeOrigins(scene: Scene): Origin[] {
  const byNode = new Map<string, Symptom[]>();
  for (const symptom of scene.symptoms) {
    const node = symptom.what === 'node_lost' ? nodeOf(symptom) : null;
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
