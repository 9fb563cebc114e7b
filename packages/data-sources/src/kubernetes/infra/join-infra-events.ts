import type { InfraEvent } from '@incidentfox/incident';

/**
 * The pod's status and the cluster's events often tell the same trouble: one entry per kind and object remains, with the
 * higher count, the whole range of time and the first message.
 */
export function joinInfraEvents(events: readonly InfraEvent[]): InfraEvent[] {
  const joined = new Map<string, InfraEvent>();
  for (const event of events) {
    const key = `${event.kind} ${event.object}`;
    const earlier = joined.get(key);
    joined.set(key, earlier ? join(earlier, event) : event);
  }
  return [...joined.values()].sort((a, b) => a.firstAt - b.firstAt);
}

function join(a: InfraEvent, b: InfraEvent): InfraEvent {
  const dated = [a, b].filter(({ isSinceUnknown }) => isSinceUnknown !== true);
  const { isSinceUnknown: _a, ...first } = a;
  const { isSinceUnknown: _b, ...second } = b;
  return {
    ...second,
    ...first,
    count: Math.max(a.count, b.count),
    firstAt: Math.min(...(dated.length > 0 ? dated : [a, b]).map(({ firstAt }) => firstAt)),
    lastAt: Math.max(a.lastAt, b.lastAt),
    ...(dated.length > 0 ? {} : { isSinceUnknown: true as const }),
  };
}
