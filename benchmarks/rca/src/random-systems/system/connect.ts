import type { RandomSource } from '../random.ts';
import type { Call, Component, Role } from './component.ts';

/** Who calls whom: services above services, stores and outside hosts below. */
export function connect(random: RandomSource, components: readonly Component[]): void {
  const of = (...roles: Role[]) => components.filter(({ role }) => roles.includes(role));
  const edges = of('edge');
  for (const [i, edge] of edges.entries()) edge.share = edges.length === 1 ? 1 : i === 0 ? 0.65 : 0.35;
  for (const app of of('app')) {
    const above = components.filter(({ index, role }) => index < app.index && (role === 'edge' || role === 'app'));
    const reach = above.slice(0, Math.max(edges.length + 1, Math.ceil(above.length * 0.7)));
    for (const caller of random.some(reach, random.happens(0.3) ? 2 : 1)) call(random, caller, app);
  }
  for (const edge of edges) {
    const [first] = of('app');
    if (edge.calls.length === 0 && first !== undefined) call(random, edge, first);
  }
  for (const job of of('job')) job.share = 0.002;
  for (const one of of('app', 'job', 'worker')) callStores(random, one, of);
  for (const shared of of('database', 'cache', 'provider', 'queue')) useByTwo(random, shared, of('app'));
  for (const worker of of('worker')) for (const queue of of('queue')) call(random, queue, worker);
}

function callStores(random: RandomSource, from: Component, of: (...roles: Role[]) => Component[]): void {
  const isApp = from.role === 'app';
  const [cache] = isApp && random.happens(0.4) ? random.some(of('cache'), 1) : [];
  const cached = cache === undefined ? null : call(random, from, cache) - 1;
  if (!isApp || random.happens(0.6)) {
    const [database] = random.some(of('database'), 1);
    if (database !== undefined) call(random, from, database, cached);
  }
  if (isApp && random.happens(0.12))
    for (const provider of random.some(of('provider'), 1)) call(random, from, provider);
  if (isApp && random.happens(0.2)) for (const queue of random.some(of('queue'), 1)) call(random, from, queue);
}

/** What is called a shared resource has at least two users. */
function useByTwo(random: RandomSource, resource: Component, apps: readonly Component[]): void {
  const users = apps.filter(({ calls }) => calls.some(({ to }) => to === resource.index));
  const min = resource.role === 'provider' && random.happens(0.5) ? 1 : 2;
  const others = apps.filter((app) => !users.includes(app));
  for (const app of random.some(others, min - users.length)) call(random, app, resource);
}

/** Returns how many calls the caller has then. */
function call(random: RandomSource, from: Component, to: Component, missOf: number | null = null): number {
  const isCache = to.role === 'cache';
  const one: Call = {
    to: to.index,
    perRequest: to.isQuiet
      ? random.between(0.02, 0.08)
      : to.role === 'provider'
        ? random.between(0.1, 0.5)
        : random.between(0.25, 1.1),
    timeoutS: 1,
    retries: random.happens(0.3) ? random.whole(1, 2) : 0,
    isOptional: isCache ? random.happens(0.5) : to.role !== 'database' && random.happens(0.12),
    missOf,
  };
  return from.calls.push(one);
}
