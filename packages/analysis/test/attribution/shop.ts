import type { Breakdown, BreakdownMeasure, BreakdownRow } from '@incidentfox/incident';

const minute = 60_000;
export const inTrouble = { from: 60 * minute, to: 70 * minute };
export const normally = { from: 0, to: 60 * minute };

/** A group of requests: its labels, how many came in trouble and before, and how many of them failed. */
export interface Group {
  labels: Record<string, string>;
  requests: [inTrouble: number, normally: number];
  failed: [inTrouble: number, normally: number];
}

const about = { service: 'payment', inTrouble, normally, drawn: 'counted' as const, questionId: 'q1' };

const rowsOf = (groups: readonly Group[], of: 'requests' | 'failed'): BreakdownRow[] =>
  groups.map(({ labels, [of]: [now, before] }) => ({ labels, inTrouble: now, normally: before }));

/** Failures (or slow requests) with the requests they are part of. */
export function failuresOf(groups: readonly Group[], measure: BreakdownMeasure = 'failed_requests'): Breakdown[] {
  const labels = Object.keys(groups[0]?.labels ?? {});
  return [
    { ...about, measure, labels, rows: rowsOf(groups, 'failed') },
    { ...about, measure: 'requests', labels, rows: rowsOf(groups, 'requests') },
  ];
}

export const aGroup = (labels: Record<string, string>, requests: number, failed: number, failedBefore = 0): Group => ({
  labels,
  requests: [requests, requests * 6],
  failed: [failed, failedBefore],
});

/** Numbers that look random and are always the same. */
export function seeded(seed: number) {
  let state = seed >>> 0 || 1;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    between: (from: number, to: number) => from + next() * (to - from),
    whole: (from: number, to: number) => Math.floor(from + next() * (to - from + 1)),
    /** A count with the spread of a Poisson one. */
    count: (mean: number) => {
      if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      let [product, count] = [next(), 0];
      while (product > Math.exp(-mean)) {
        product *= next();
        count += 1;
      }
      return count;
    },
    spread: (sigma: number) => Math.exp(sigma * normal()),
  };
}
