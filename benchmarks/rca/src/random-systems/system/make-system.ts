import type { RandomSource } from '../random.ts';
import type { Component, Role, System } from './component.ts';
import { connect } from './connect.ts';
import { names, ports, suffixes } from './names.ts';
import { placePods } from './place-pods.ts';
import { sizeComponents } from './size-components.ts';

/** Six to thirty components in layers, with those roles that the story needs. */
export function makeSystem(random: RandomSource, needs: readonly Role[], maxComponents: number): System {
  const total = Math.min(maxComponents, random.whole(6, 30));
  const has = (role: Role, probability: number) => needs.includes(role) || random.happens(probability);
  const count: Record<Role, number> = {
    edge: random.happens(0.7) ? 1 : 2,
    app: Math.max(3, Math.round(total * 0.6)),
    worker: has('worker', 0.25) ? 1 : 0,
    job: has('job', 0.15) ? 1 : 0,
    database: random.whole(1, total > 14 ? 3 : 2),
    cache: has('cache', 0.5) ? random.whole(1, 2) : 0,
    queue: has('queue', 0.3) || needs.includes('worker') ? 1 : 0,
    dns: has('dns', 0.25) ? 1 : 0,
    provider: has('provider', 0.35) ? random.whole(1, 2) : 0,
  };
  const suffix = random.pick(suffixes);
  const order: readonly Role[] = ['edge', 'app', 'job', 'queue', 'worker', 'database', 'cache', 'dns', 'provider'];
  const components = order.flatMap((role) =>
    random.some<string>(names[role], count[role]).map((name) => component(random, role, name, suffix)),
  );
  for (const [index, one] of components.entries()) one.index = index;
  const zones = ['zone-a', 'zone-b', 'zone-c'].slice(0, random.whole(2, 3));
  const machines = Array.from({ length: random.whole(4, 8) }, (_, i) => `node-${i + 1}`);
  const system: System = { components, zones, machines, load: Math.exp(random.between(2.5, 6)) };
  connect(random, components);
  placePods(random, system);
  sizeComponents(random, system);
  return system;
}

const cataloguedShare: Partial<Record<Role, number>> = {
  database: 0.75,
  cache: 0.65,
  queue: 0.7,
  dns: 0.4,
  provider: 0,
};

function component(random: RandomSource, role: Role, plain: string, suffix: string): Component {
  const name = role === 'app' ? `${plain}${suffix}` : plain;
  const isPlatform = role in ports;
  const isCatalogued = random.happens(cataloguedShare[role] ?? 1);
  return {
    index: 0,
    name,
    role,
    host: role === 'provider' ? name : isPlatform ? `${name}.internal:${ports[role]}` : `${name}:8080`,
    isCatalogued,
    calls: [],
    pods: [],
    share: 0,
    ownS: role === 'cache' || role === 'dns' ? random.between(0.0005, 0.002) : 0.003 * Math.exp(random.between(0, 2.6)),
    tail: random.between(3, 6),
    usualFailing: random.happens(0.5) ? 0.0005 : random.between(0.001, 0.008),
    usualRate: 0,
    maxConcurrent: 0,
    poolSize: 0,
    coresPerRequest: 0,
    idleCores: random.between(0.01, 0.1),
    memory: 1e8 * Math.exp(random.between(0, 2.5)),
    memoryLimit: 0,
    warmsUp: !isPlatform && random.happens(0.45),
    isQuiet: role === 'app' && random.happens(0.15),
  };
}
