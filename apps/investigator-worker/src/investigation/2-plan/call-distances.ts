import type { Edge, Service } from '@incidentfox/incident';

/** Who calls whom, as far as it is known when questions are planned. */
export type Calls = readonly Pick<Edge, 'from' | 'to'>[];

/** The catalogue's own calls. */
export function catalogueCalls(services: readonly Service[]): Edge[] {
  return services.flatMap(({ name, dependsOn }) =>
    dependsOn.map((to): Edge => ({ from: name, to, foundBy: 'catalogue' })),
  );
}

/** Calls between the nearest of `from` and each service, in both directions: callees explain, callers show how far it reaches. */
export function callDistances(from: readonly string[], calls: Calls): ReadonlyMap<string, number> {
  const neighbours = new Map<string, Set<string>>();
  const link = (a: string, b: string) => neighbours.set(a, (neighbours.get(a) ?? new Set()).add(b));
  for (const { from: caller, to } of calls) {
    link(caller, to);
    link(to, caller);
  }
  const distances = new Map<string, number>(from.map((name) => [name, 0]));
  for (const [name, steps] of distances)
    for (const next of neighbours.get(name) ?? []) if (!distances.has(next)) distances.set(next, steps + 1);
  return distances;
}

/** Services that call others and that nobody calls: where people meet a system. */
export function edgeServices(calls: Calls): string[] {
  const called = new Set(calls.map(({ to }) => to));
  return [...new Set(calls.map(({ from }) => from))].filter((name) => !called.has(name)).sort();
}
