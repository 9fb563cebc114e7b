import type { Window } from '@incidentfox/incident';

type Buckets = readonly (readonly [number, number])[];

/** Lines counted in the buckets whose middle lies in the range, so that none counts twice. */
export const countIn = (buckets: Buckets, stepMs: number, { from, to }: Window): number =>
  buckets.reduce((sum, [at, lines]) => (at + stepMs / 2 >= from && at + stepMs / 2 < to ? sum + lines : sum), 0);

/** The beginning of the range of buckets that exceeds twice the usual count by the most in all; null when none does. */
export function whereLinesRose(buckets: Buckets, stepMs: number, window: Window, before: Window): number | null {
  const usual = countIn(buckets, stepMs, before) * (stepMs / Math.max(stepMs, before.to - before.from));
  let [best, begin, sum, since] = [0, null as number | null, 0, null as number | null];
  for (const [at, lines] of buckets) {
    if (at + stepMs / 2 < window.from || at >= window.to) continue;
    sum += lines - 2 * usual;
    if (sum <= 0) [sum, since] = [0, null];
    else since ??= at;
    if (sum > best) [best, begin] = [sum, since];
  }
  return begin;
}

/** The window in equal parts; of parts that hold the onset, one begins there. */
export function sliceWindow({ from, to }: Window, parts: number, onset: number | null): Window[] {
  const step = (to - from) / parts;
  const edges = Array.from({ length: parts + 1 }, (_, at) => Math.round(from + at * step));
  if (onset !== null && onset > from && onset < to) {
    // The inner edge nearest to the onset moves there.
    const nearest = edges
      .slice(1, -1)
      .reduce((a, b) => (Math.abs(b - onset) < Math.abs(a - onset) ? b : a), edges[1] ?? from);
    const at = edges.indexOf(nearest);
    if (at > 0 && at < parts) edges[at] = onset;
  }
  return edges.slice(0, -1).flatMap((edge, at) => {
    const end = edges[at + 1] ?? to;
    return end > edge ? [{ from: edge, to: end }] : [];
  });
}
