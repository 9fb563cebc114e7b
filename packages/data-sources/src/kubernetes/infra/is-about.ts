import type { Surroundings } from '../faults/fault.ts';
import type { ClusterEvent } from '../responses.schema.ts';

/**
 * Events of the workload, of its replica sets, of its pods, of pods that are gone but carry a known replica set's name, and of the objects that
 * lead to it, scale it or hold its data.
 */
export function isAbout(event: ClusterEvent, seen: Surroundings, related: ReadonlySet<string>): boolean {
  const { at, pods, replicaSets } = seen;
  const { kind, name } = event.involvedObject;
  if (!name) return false;
  if (kind !== 'Pod') {
    const isOwn = name === at.name || replicaSets.some(({ metadata }) => metadata.name === name);
    return isOwn || related.has(`${kind}/${name}`);
  }
  if (pods.some(({ metadata }) => metadata.name === name)) return true;
  const owners =
    replicaSets.length > 0 || at.kind === 'deployments' ? replicaSets.map(({ metadata }) => metadata.name) : [at.name];
  return owners.some((owner) => name.startsWith(`${owner}-`) && /^[a-z0-9]+$/.test(name.slice(owner.length + 1)));
}
