import { inspectedMetrics } from '../inspections/all-inspections.ts';
import type { SeenNaming } from '../namings/seen-naming.ts';
import { otherLimits } from '../other-series/limits.ts';
import { meaningless } from '../other-series/meanings.ts';
import { knownMetrics } from './families.ts';

/** Where there is more than what is known by name: the namings with the most of it, each with only that, and no metric twice. */
export function namingsOfOthers(seen: readonly SeenNaming[]): SeenNaming[] {
  const told = new Set<string>();
  const bySize = seen
    .map((one): SeenNaming => ({ ...one, metrics: new Set([...one.metrics].filter(isOther)) }))
    .sort((a, b) => b.metrics.size - a.metrics.size);
  return bySize
    .map((one): SeenNaming => {
      const fresh = [...one.metrics].filter((name) => !told.has(name));
      for (const name of fresh) told.add(name);
      return { ...one, metrics: new Set(fresh) };
    })
    .filter(({ metrics }) => metrics.size > 0)
    .slice(0, otherLimits.maxNamings);
}

const isOther = (name: string): boolean =>
  !meaningless.test(name) && !inspectedMetrics.has(name) && !isPartOfKnown(name);

const isPartOfKnown = (name: string): boolean =>
  knownMetrics.has(name) || knownMetrics.has(name.replace(/_(?:sum|count|total|bucket)$/, ''));
