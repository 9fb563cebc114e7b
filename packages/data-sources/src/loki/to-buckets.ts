import type { CountSeries } from './responses.schema.ts';

/** Series together as [bucket start epoch ms, lines]. The value at t counts the step before t, so its bucket starts one step earlier. */
export function toBuckets(series: readonly CountSeries[], stepMs: number): [number, number][] {
  const sums = new Map<number, number>();
  for (const [seconds, count] of series.flatMap((one) => one.values.items)) {
    const at = Math.round(seconds * 1000) - stepMs;
    sums.set(at, (sums.get(at) ?? 0) + count);
  }
  return [...sums].sort(([a], [b]) => a - b);
}
