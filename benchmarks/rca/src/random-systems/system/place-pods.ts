import type { RandomSource } from '../random.ts';
import type { System } from './component.ts';

const letters = 'bcdfghjklmnpqrstvwxz2456789';

/** Two to six pods a service, spread over machines; a machine stands in one zone. */
export function placePods(random: RandomSource, { components, machines, zones }: System): void {
  for (const one of components) {
    if (one.role === 'provider') continue;
    const isStore = one.role === 'database' || one.role === 'cache' || one.role === 'queue';
    const count = isStore || one.role === 'job' ? 1 : random.whole(2, 6);
    const replicaSet = part(random, 9);
    const places = random.some(machines, count);
    for (let i = 0; i < count; i += 1) {
      const machine = places[i % places.length] ?? 'node-1';
      one.pods.push({
        name: isStore ? `${one.name}-${i}` : `${one.name}-${replicaSet}-${part(random, 5)}`,
        machine,
        zone: zones[machines.indexOf(machine) % zones.length] ?? 'zone-a',
      });
    }
  }
}

const part = (random: RandomSource, length: number): string =>
  Array.from({ length }, () => letters[random.whole(0, letters.length - 1)]).join('');
