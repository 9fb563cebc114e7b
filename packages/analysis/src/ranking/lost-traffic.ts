import type { CallGraph } from '../topology/call-graph.ts';
import { amountOf, rateOf, type ServiceTrouble } from './service-trouble.ts';

/**
 * Requests that stopped arriving, by the service that stopped sending them: a callee starves because a caller that is
 * itself still being called no longer calls it. As an effect.
 */
export function lostTraffic(graph: CallGraph, troubles: ReadonlyMap<string, ServiceTrouble>): Map<string, number> {
  const lost = new Map<string, number>();
  for (const service of graph.services) {
    const drop = dropOf(troubles.get(service));
    if (drop < 2) continue;
    const fall = troubles
      .get(service)
      ?.shifts.get('traffic')
      ?.find((shift) => shift.direction === 'down');
    const lostRate = fall === undefined ? 0 : amountOf(fall);
    const lostShare = fall === undefined || fall.baseline <= 0 ? 0 : Math.min(1, lostRate / fall.baseline);
    const callers = graph.callersOf(service);
    for (const caller of callers) {
      const callersOwn = dropOf(troubles.get(caller));
      const weight = Math.sqrt(Math.min(1, lostRate / rateOf(troubles.get(caller)))) * lostShare;
      const blame = (Math.max(0, drop - callersOwn) * weight) / Math.sqrt(callers.length);
      lost.set(caller, Math.hypot(lost.get(caller) ?? 0, blame));
    }
  }
  return lost;
}

export function dropOf(trouble: ServiceTrouble | undefined): number {
  const traffic = trouble?.shifts.get('traffic') ?? [];
  return traffic.reduce((highest, shift) => Math.max(highest, -shift.effect), 0);
}
