import type { InfraEvent } from '@incidentfox/incident';

/**
 * What happened to one object again and again, for each event that tells of it: some sources count, others give an event each time, and
 * "was killed once" four times over is not what happened.
 */
export function joinRepeated(events: readonly InfraEvent[]): ReadonlyMap<InfraEvent, InfraEvent> {
  const groups = new Map<string, InfraEvent[]>();
  for (const event of events) {
    const key = JSON.stringify([event.service, event.kind, event.object, event.node]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  const whole = new Map<InfraEvent, InfraEvent>();
  for (const group of groups.values()) {
    const joined = asOne(group);
    for (const event of group) whole.set(event, joined);
  }
  return whole;
}

/** The earliest, with how often it happened in all. What two answers tell of one moment is told twice, and happened once. */
function asOne(group: readonly InfraEvent[]): InfraEvent {
  const [first, ...rest] = [...group].sort((a, b) => a.firstAt - b.firstAt) as [InfraEvent, ...InfraEvent[]];
  const moments = new Map(group.map((event) => [`${event.firstAt} ${event.lastAt}`, event.count]));
  if (rest.length === 0) return first;
  return {
    ...first,
    count: [...moments.values()].reduce((sum, count) => sum + count, 0),
    lastAt: Math.max(...group.map(({ lastAt }) => lastAt)),
  };
}
