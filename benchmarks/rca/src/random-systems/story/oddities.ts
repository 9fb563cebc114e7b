import type { Apply } from '../physics/run.ts';
import type { RandomSource } from '../random.ts';
import { isApp, type System } from '../system/component.ts';
import type { Timeline } from '../time/timeline.ts';

/** Small things that have nothing to do with the incident: one to three of them, for some minutes each. */
export function drawOddities(
  random: RandomSource,
  system: System,
  timeline: Timeline,
  spared: ReadonlySet<number>,
): Apply[] {
  const others = system.components.filter((one) => isApp(one) && !spared.has(one.index));
  return random.some(others, random.whole(1, 3)).map(({ index, idleCores }): Apply => {
    const length = Math.max(2 * timeline.stepMs, random.between(0.05, 0.3) * (timeline.to - timeline.windowFrom));
    const from = random.between(timeline.windowFrom, timeline.to - length);
    const what = random.pick(['cpu', 'memory', 'tail'] as const);
    const size = random.between(0.5, 1.5);
    return (at, ills) => {
      if (at < from || at >= from + length) return;
      const ill = ills.of(index);
      if (what === 'cpu') ill.cores += size * (0.1 + 2 * idleCores);
      if (what === 'memory') ill.memory += 0.08 * size;
      if (what === 'tail') ill.slowdown *= 1 + 0.2 * size;
    };
  });
}

/** A second trouble of some size, away from the first: those that call it do well without. */
export function secondTrouble(
  random: RandomSource,
  system: System,
  first: number | null,
): { index: number; apply: (from: number) => Apply } | null {
  const near = new Set(first === null ? [] : [...reachedFrom(system, first), ...thoseThatReach(system, first)]);
  const apart = system.components.filter(
    (one) => one.role !== 'edge' && isApp(one) && one.index !== first && !near.has(one.index),
  );
  if (apart.length === 0) return null;
  const { index } = random.pick(apart);
  const size = random.between(0.5, 1);
  return {
    index,
    apply: (from) => (at, ills) => {
      if (at < from) return;
      ills.of(index).slowdown *= 1 + 1.5 * size;
      ills.of(index).cores += size;
    },
  };
}

export function reachedFrom({ components }: System, from: number): number[] {
  const seen = new Set([from]);
  for (const index of seen) for (const { to } of components[index]?.calls ?? []) seen.add(to);
  return [...seen];
}

export const thoseThatReach = (system: System, to: number): number[] =>
  system.components.filter(({ index }) => reachedFrom(system, index).includes(to)).map(({ index }) => index);
