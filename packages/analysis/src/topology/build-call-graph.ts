import type { Observations } from '@incidentfox/incident';
import type { CallGraph } from './call-graph.ts';

/** Joins every hint of who calls whom: edges (traces, service graph, catalogue, log mentions) and series about a peer. */
export function buildCallGraph(observations: Observations): CallGraph {
  const callees = new Map<string, Set<string>>();
  const callers = new Map<string, Set<string>>();
  const services = new Set<string>(observations.affected);
  const nodes = new Map<string, Set<string>>();
  let edgeCount = 0;
  const link = (from: string, to: string) => {
    services.add(from).add(to);
    if (from === to || callees.get(from)?.has(to)) return;
    edgeCount += 1;
    callees.set(from, (callees.get(from) ?? new Set()).add(to));
    callers.set(to, (callers.get(to) ?? new Set()).add(from));
  };
  for (const edge of observations.edges) link(edge.from, edge.to);
  for (const series of observations.series) {
    services.add(series.service);
    if (series.peer !== undefined) {
      if (series.side === 'server') link(series.peer, series.service);
      else link(series.service, series.peer);
    }
    const node = series.labels.node;
    if (node !== undefined) nodes.set(node, (nodes.get(node) ?? new Set()).add(series.service));
  }
  for (const digest of observations.logs) services.add(digest.service);
  for (const event of observations.infra) {
    if (event.service === null) continue;
    services.add(event.service);
    if (event.node !== undefined) nodes.set(event.node, (nodes.get(event.node) ?? new Set()).add(event.service));
  }
  const shared = [...nodes].filter(([, on]) => on.size > 1).map(([node, on]) => [node, [...on].sort()] as const);
  return {
    services: [...services].sort(),
    calleesOf: (service) => [...(callees.get(service) ?? [])].sort(),
    callersOf: (service) => [...(callers.get(service) ?? [])].sort(),
    dependenciesOf: (service) => new Set(reach(callees, service).keys()),
    dependentsOf: (service) => new Set(reach(callers, service).keys()),
    distance: (caller, callee) => reach(callees, caller).get(callee) ?? null,
    sharedNodes: new Map(shared.sort(([a], [b]) => (a < b ? -1 : 1))),
    edgeCount,
  };
}

/** Breadth-first distances from `start`, without it. */
function reach(next: ReadonlyMap<string, ReadonlySet<string>>, start: string): Map<string, number> {
  const found = new Map<string, number>([[start, 0]]);
  for (const [service, steps] of found) {
    for (const other of next.get(service) ?? []) if (!found.has(other)) found.set(other, steps + 1);
  }
  found.delete(start);
  return found;
}
