import type { InfraEvent, Window } from '@incidentfox/incident';
import type { ClusterNode } from '../responses.schema.ts';
import { toTime } from '../to-time.ts';

const pressures = new Set(['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable']);

/** What a node went through in the window: it is not ready, it was not ready and came back, or it is short of something. */
export function toNodeInfraEvents(node: ClusterNode, service: string | null, window: Window): InfraEvent[] {
  const created = toTime(node.metadata.creationTimestamp) ?? 0;
  const name = node.metadata.name;
  return (node.status?.conditions ?? []).flatMap((condition): InfraEvent[] => {
    const at = toTime(condition.lastTransitionTime);
    if (at === undefined || at >= window.to) return [];
    const reason = [condition.reason, condition.message].filter(Boolean).join(': ');
    const base = { kind: 'node_not_ready' as const, service, object: name, node: name, count: 1 };
    const isReady = condition.type === 'Ready';
    if (isReady && condition.status !== 'True') {
      return [
        {
          ...base,
          firstAt: at,
          lastAt: window.to - 1,
          message: `node is not ready (${condition.status}): ${reason}`.slice(0, 500),
        },
      ];
    }
    const cameBack = isReady && at >= window.from && at - created > 10 * 60_000;
    if (cameBack) return [{ ...base, firstAt: at, lastAt: at, message: 'node was not ready and became ready again' }];
    if (pressures.has(condition.type) && condition.status === 'True') {
      return [
        { ...base, firstAt: at, lastAt: window.to - 1, message: `node has ${condition.type}: ${reason}`.slice(0, 500) },
      ];
    }
    return [];
  });
}
