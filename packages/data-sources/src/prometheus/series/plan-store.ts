import { perSecondBy, selector } from '../queries.ts';
import type { CountedLookups, StoreFamily } from '../vocabulary/stores.ts';
import { type PlannedSeries, plan } from './planned-series.ts';

/** How a store serves by its exporter: work done, how long a piece takes, and how much a cache does not have. */
export function planStoreWork(
  { requests, time, lookups }: StoreFamily,
  of: { by: readonly string[]; has: ReadonlySet<string>; matchers: readonly string[]; windowSeconds: number },
): PlannedSeries[] {
  const { by, has, matchers, windowSeconds } = of;
  const rate = (metric: string, more: readonly string[] = []) =>
    perSecondBy(by, selector(metric, [...matchers, ...more]), windowSeconds);
  const looked = ({ metric, matchers: more }: CountedLookups) => rate(metric, more);
  const isTimed = time !== undefined && has.has(time.total) && has.has(time.count);
  const isCache = lookups !== undefined && has.has(lookups.hits.metric) && has.has(lookups.misses.metric);
  return [
    plan('request_rate', '1/s', requests, rate(requests)),
    ...(isTimed
      ? [plan('latency_mean', 's', time.total, `${rate(time.total)} / ${rate(time.count)}`, { scale: time.scale })]
      : []),
    ...(isCache ? [plan('miss_ratio', 'ratio', lookups.misses.metric, missShare(lookups, looked))] : []),
  ];
}

function missShare(
  { hits, misses }: NonNullable<StoreFamily['lookups']>,
  looked: (counted: CountedLookups) => string,
): string {
  return `${looked(misses)} / (${looked(misses)} + ${looked(hits)})`;
}
