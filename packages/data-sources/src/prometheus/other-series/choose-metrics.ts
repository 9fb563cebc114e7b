import { meaningless, meaningOf } from './meanings.ts';

/** What the index tells of a metric. */
export interface MetricFacts {
  readonly type: string;
  readonly help: string;
}

/** A metric that is looked at though nobody knows its name. */
export interface OtherMetric {
  /** Names to fetch: the metric, or sum and count of a histogram. */
  readonly names: readonly [string] | readonly [sum: string, count: string];
  readonly kind: 'counter' | 'gauge' | 'mean';
  readonly name: string;
  readonly help: string;
  readonly weight: number;
}

export interface Chosen {
  readonly metrics: readonly OtherMetric[];
  /** How many there were, and how many series they have. */
  readonly total: number;
  readonly totalSeries: number;
  readonly shownSeries: number;
}

/**
 * The most telling of a service's other metrics, within the caps: one with more series than are left is passed over, so that a label with
 * very many values does not hide the rest.
 */
export function chooseMetrics(
  all: readonly OtherMetric[],
  /** How many series each name has. */
  sizes: ReadonlyMap<string, number>,
  caps: { readonly maxMetrics: number; readonly maxSeries: number },
): Chosen {
  const sizeOf = ({ names: parts }: OtherMetric) => parts.reduce((sum, name) => sum + (sizes.get(name) ?? 1), 0);
  const byWeight = [...all].sort((a, b) => b.weight - a.weight || sizeOf(a) - sizeOf(b) || (a.name < b.name ? -1 : 1));
  const metrics: OtherMetric[] = [];
  let shownSeries = 0;
  for (const one of byWeight) {
    if (metrics.length >= caps.maxMetrics) break;
    if (shownSeries + sizeOf(one) > caps.maxSeries) continue;
    metrics.push(one);
    shownSeries += sizeOf(one);
  }
  return { metrics, total: all.length, totalSeries: all.reduce((sum, one) => sum + sizeOf(one), 0), shownSeries };
}

/** What the names stand for, with what is known of each. */
export function toMetrics(
  names: ReadonlySet<string>,
  factsOf: (name: string) => MetricFacts | undefined,
): OtherMetric[] {
  return [...names].flatMap((name): OtherMetric[] => {
    if (meaningless.test(name)) return [];
    const base = name.replace(/_(?:sum|count|total)$/, '');
    const facts = factsOf(name) ?? factsOf(base);
    const help = facts?.help ?? '';
    const { weight } = meaningOf(base, help);
    const isPart = names.has(`${base}_sum`) && names.has(`${base}_count`);
    if (isPart && name === base) return [];
    if (isPart && name.endsWith('_sum'))
      return [{ names: [`${base}_sum`, `${base}_count`], kind: 'mean', name: base, help, weight }];
    return [{ names: [name], kind: kindOf(name, facts?.type), name, help, weight }];
  });
}

/** By its declared type; without one by how its name ends. */
function kindOf(name: string, type = 'unknown'): 'counter' | 'gauge' {
  if (type === 'counter' || /_(?:total|count|sum)$/.test(name)) return 'counter';
  return 'gauge';
}

/** What a mean of it counts. */
export const unitOfMean = (name: string): 's' | 'By' | '1' =>
  /bytes?$/.test(name)
    ? 'By'
    : /(?:seconds|millis|ms|micros|us|nanos|ns|duration|latency|time)$/.test(name)
      ? 's'
      : '1';
