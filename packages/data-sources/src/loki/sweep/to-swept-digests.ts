import type { LogDigest, Window } from '@incidentfox/incident';
import type { CountSeries } from '../responses.schema.ts';

/** Counts by service as one digest each, without lines. `job` is often `namespace/name`. */
export function toSweptDigests(
  counts: readonly CountSeries[],
  of: { label: string; window: Window; before: Window; stepMs: number },
): LogDigest[] {
  const { label, window, before, stepMs } = of;
  const merged = new Map<string, Map<number, number>>();
  for (const { metric, values } of counts) {
    const name = metric[label] ?? '';
    const service = name.slice(name.lastIndexOf('/') + 1);
    if (service === '') continue;
    const buckets = merged.get(service) ?? new Map<number, number>();
    for (const [seconds, count] of values.items) {
      const at = Math.round(seconds * 1000) - stepMs;
      buckets.set(at, (buckets.get(at) ?? 0) + count);
    }
    merged.set(service, buckets);
  }
  return [...merged].map(([service, found]): LogDigest => {
    const buckets = [...found].sort(([a], [b]) => a - b);
    const countIn = ({ from, to }: Window) =>
      buckets
        .filter(([at]) => at + stepMs / 2 >= from && at + stepMs / 2 < to)
        .reduce((sum, [, count]) => sum + count, 0);
    return {
      service,
      level: 'error',
      window,
      total: countIn(window),
      baselines: [{ window: before, total: countIn(before) }],
      buckets,
      lines: [],
      baselineLines: [],
    };
  });
}
