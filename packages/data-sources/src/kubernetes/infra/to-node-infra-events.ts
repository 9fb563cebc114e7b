import type { InfraEvent, Window } from '@incidentfox/incident';
import { faultToInfraEvent, kubectl, type StandingFault } from '../faults/fault.ts';
import type { ClusterNode } from '../responses.schema.ts';
import { toTime } from '../to-time.ts';

const pressures = new Set(['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable']);

/** What a node went through in the window: it is not ready, it was not ready and came back, or it is short of something. */
export function toNodeInfraEvents(node: ClusterNode, service: string | null, window: Window): InfraEvent[] {
  const created = toTime(node.metadata.creationTimestamp) ?? 0;
  const name = node.metadata.name;
  const conditions = (node.status?.conditions ?? []).flatMap((condition): InfraEvent[] => {
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
    if (!pressures.has(condition.type) || condition.status !== 'True') return [];
    const command = kubectl('describe node', name, undefined);
    const message = `node has ${condition.type}: ${reason}`;
    return eventOf({ kind: 'node_pressure', object: name, node: name, since: at, message, command });
  });
  return [...conditions, ...closed(node).flatMap(eventOf)];

  function eventOf(fault: StandingFault): InfraEvent[] {
    const event = faultToInfraEvent(fault, service, window);
    return event === undefined ? [] : [event];
  }
}

/** Taints that close a machine, and are no wish of those who share machines out. Those of conditions are told with these. */
const closing =
  /^node\.(?:kubernetes\.io|cloudprovider\.kubernetes\.io)\/(?:unschedulable|out-of-service|shutdown|uninitialized)$/;

/** It was closed to new pods. */
function closed({ metadata: { name }, spec }: ClusterNode): StandingFault[] {
  const taint = (spec?.taints ?? []).find(({ key }) => closing.test(key));
  if (taint === undefined) return [];
  const command = kubectl('describe node', name, undefined);
  return [
    {
      kind: 'node_closed',
      object: name,
      node: name,
      since: toTime(taint.timeAdded),
      message: `node has the taint ${taint.key}:${taint.effect ?? ''}`,
      command,
    },
  ];
}
