import { combinedStrength } from '../../scene/combined-strength.ts';
import type { Scene } from '../../scene/scene.ts';
import { clearStrength } from '../../scene/thresholds.ts';
import type { CallGraph } from '../../topology/call-graph.ts';
import { affectedWeight, fullSurge, maxSentOnShare, minSurge, reachToleranceMs, surgeBreadth } from '../thresholds.ts';

/** How much of the incident's trouble each service can have caused, by who depends on it. */
export interface Reach {
  /** 0..1 for a service whose own trouble began at `began`, epoch ms; null when none was seen. */
  shareOf(service: string, began: number | null): number;
  hasPath(service: string): boolean;
  /** Requests during the trouble as a multiple of normal, by service. */
  growth: ReadonlyMap<string, number>;
}

export function readReach(scene: Scene): Reach {
  const { graph, observations } = scene;
  const troubled = troubledServices(scene).map((one) => ({
    ...one,
    weight: one.strength * (observations.affected.includes(one.service) ? affectedWeight : 1),
  }));
  const all = troubled.reduce((sum, { weight }) => sum + weight, 0);
  return {
    shareOf: (service, began) => {
      if (all === 0) return 0;
      const dependents = graph.dependentsOf(service);
      const reached = troubled.filter(
        ({ service: other, at }) =>
          other === service || (dependents.has(other) && (began === null || at >= began - reachToleranceMs)),
      );
      return reached.reduce((sum, { weight }) => sum + weight, 0) / all;
    },
    hasPath: (service) => graph.callersOf(service).length + graph.calleesOf(service).length > 0,
    growth: growthOfRequests(scene),
  };
}

/** Services whose calls are clearly slow or failing. */
export function troubledServices(scene: Scene): { service: string; strength: number; at: number }[] {
  return scene.graph.services.flatMap((service) => {
    const calls = scene
      .symptomsOf(service)
      .filter(({ what, strength }) => (what === 'latency' || what === 'errors') && strength >= clearStrength);
    if (calls.length === 0) return [];
    return [{ service, strength: combinedStrength(calls), at: Math.min(...calls.map(({ at }) => at)) }];
  });
}

/** Requests during the trouble as a multiple of normal, by service. */
export function growthOfRequests({ shifts }: Scene): Map<string, number> {
  const growth = new Map<string, number>();
  for (const { series, level, baseline, significant } of shifts) {
    if (series.signal !== 'request_rate' || series.labels.pod !== undefined || series.peer !== undefined) continue;
    const times = significant ? level / Math.max(1e-9, baseline) : 1;
    growth.set(series.service, Math.max(growth.get(series.service) ?? 0, times));
  }
  return growth;
}

/** The share of the services that get clearly more requests than usual, 0..1. */
export function shareOfBusier(growth: ReadonlyMap<string, number>): number {
  const busier = [...growth.values()].filter((times) => times >= minSurge).length;
  return busier / Math.max(1, growth.size);
}

/**
 * More requests than usual, each 0..1: those of users, where nothing is known to call it, and those that a caller sends on. Users
 * reach nearly everything; where only some get more requests, what failed is tried again.
 */
export function surgeOf(
  service: string,
  growth: ReadonlyMap<string, number>,
  graph: CallGraph,
): { surge: number; overrun: number } {
  const own = growth.get(service) ?? 1;
  if (own < minSurge) return { surge: 0, overrun: 0 };
  const size = Math.min(1, (own - 1) / (fullSurge - 1));
  const callers = graph.callersOf(service);
  const isSentOn = callers.some((caller) => (growth.get(caller) ?? 1) >= maxSentOnShare * own);
  const isEdge = callers.length === 0 && graph.calleesOf(service).length > 0;
  const { none, full } = surgeBreadth;
  const breadth = Math.min(1, Math.max(0, (shareOfBusier(growth) - none) / (full - none)));
  return { surge: isEdge ? size * breadth : 0, overrun: isSentOn ? size : 0 };
}
