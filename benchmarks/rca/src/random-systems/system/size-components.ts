import { Ills } from '../physics/ills.ts';
import { Moment } from '../physics/moment.ts';
import { propagate } from '../physics/propagate.ts';
import type { RandomSource } from '../random.ts';
import type { System } from './component.ts';

const UNLIMITED = 1e9;

/** Capacities, pools and timeouts that fit the usual load with room to spare. */
export function sizeComponents(random: RandomSource, system: System): void {
  for (const one of system.components) [one.maxConcurrent, one.poolSize] = [UNLIMITED, UNLIMITED];
  for (const { calls } of system.components) for (const call of calls) call.timeoutS = 1e6;
  const usual = new Moment(system);
  propagate(system, system.load, usual, new Ills(system));
  for (const one of system.components) {
    const rate = Math.max(0.01, usual.rate[one.index] ?? 0);
    one.usualRate = rate;
    one.maxConcurrent = (rate * one.ownS) / random.between(0.1, 0.35);
    one.coresPerRequest = random.between(0.15, 0.8) * one.ownS;
    one.memoryLimit = one.memory / random.between(0.35, 0.75);
    // A database accepts what its callers hold together.
    let held = (usual.pool[one.index] ?? 0) * (one.role === 'database' ? UNLIMITED : 0);
    for (const [i, call] of one.calls.entries()) {
      const calls = usual.callsOf(one.index);
      held += (calls.rate[i] ?? 0) * (calls.latency[i] ?? 0);
      call.timeoutS = Math.max(0.25, random.between(2.5, 9) * (usual.p99[call.to] ?? 0.1));
    }
    one.poolSize = Math.max(1e-6, held) / random.between(0.06, 0.3);
  }
}
