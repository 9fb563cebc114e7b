import { type FamilyName, familyNames, familyOf } from './faults/families.ts';
import { makeRandomSystem } from './make-random-system.ts';
import type { RandomSystem } from './truth.ts';

/** Healthy stories are told twice as often: false alarms are rare and need many to be counted. */
const turns: readonly FamilyName[] = familyNames.flatMap((name) =>
  familyOf(name).healthy === undefined ? [name] : [name, name],
);

/** `count` random systems of all families in turn, or of one, each with its truth. The same arguments give the same systems. */
export function* randomSystems(seed: number, count: number, family?: FamilyName): Generator<RandomSystem> {
  for (let i = 0; i < count; i += 1) {
    const name = family ?? turns[i % turns.length];
    if (name !== undefined) yield makeRandomSystem(seed * 1_000_003 + i, name);
  }
}
