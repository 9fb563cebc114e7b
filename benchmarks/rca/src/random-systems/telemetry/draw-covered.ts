import type { Knowledge } from '../knowledge.ts';
import type { RandomSource } from '../random.ts';
import type { System } from '../system/component.ts';

/** Which components were asked about: everybody the catalogue knows, or who was affected and what is near. */
export function drawCovered(
  random: RandomSource,
  { components }: System,
  knowledge: Knowledge,
  affected: readonly number[],
): Set<number> {
  const known = components.filter(({ isCatalogued }) => isCatalogued).map(({ index }) => index);
  if (knowledge.coverage === 'all') return new Set(known);
  const covered = new Set(affected);
  if (affected.length === 0) for (const index of random.some(known, Math.ceil(known.length * 0.6))) covered.add(index);
  let ring = [...covered];
  for (let depth = 0; depth < 2; depth += 1) {
    ring = ring
      .flatMap((index) => components[index]?.calls ?? [])
      .map(({ to }) => to)
      .filter(() => random.happens(0.8));
    for (const index of ring) covered.add(index);
  }
  for (const index of random.some(known, 2)) covered.add(index);
  return new Set([...covered].filter((index) => known.includes(index)).slice(0, 14));
}
