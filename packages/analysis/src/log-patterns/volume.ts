import type { LogDigest } from '@incidentfox/incident';
import { isSurge } from './surge.ts';
import { minVolumeRiseShare } from './thresholds.ts';

/**
 * When a digest's lines began to come far more often than in its quietest baseline, read from the source's own counts:
 * sampled lines are often the newest only. Looks at the baseline's buckets as well, for trouble that began before the window.
 * Null when they did not.
 */
export function whenVolumeRose(digest: LogDigest): number | null {
  const ranges = digest.baselines.map(({ window, total }) => ({ total, ms: Math.max(1, window.to - window.from) }));
  const buckets = [...digest.buckets].sort((a, b) => a[0] - b[0]);
  const [quietest] = ranges.sort((a, b) => a.total / a.ms - b.total / b.ms);
  if (quietest === undefined || buckets.length < 2) return null;
  const perMs = quietest.total / quietest.ms;
  const perBefore = (digest.window.to - digest.window.from) / quietest.ms;
  if (!isSurge({ seen: digest.total, before: quietest.total, perBefore })) return null;
  const stepMs = narrowestGap(buckets);
  const normalCount = perMs * stepMs;
  const counts = buckets.map(([, lines]) => lines).sort((a, b) => a - b);
  const risenCount = counts[Math.floor(0.9 * (counts.length - 1))] ?? normalCount;
  return beginOfRise(buckets, normalCount + minVolumeRiseShare * (risenCount - normalCount), stepMs);
}

/** Empty buckets may be left out, so the narrowest gap is the width of one. */
function narrowestGap(buckets: LogDigest['buckets']): number {
  let narrowest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < buckets.length; index += 1)
    narrowest = Math.min(narrowest, (buckets[index]?.[0] ?? 0) - (buckets[index - 1]?.[0] ?? 0));
  return Math.max(1, narrowest);
}

/** Start of the range whose buckets exceed `limit` by the most in all. */
function beginOfRise(buckets: LogDigest['buckets'], limit: number, stepMs: number): number | null {
  let best = 0;
  let begin: number | null = null;
  let sum = 0;
  let since: number | null = null;
  let previous: number | null = null;
  for (const [at, lines] of buckets) {
    const empty = previous === null ? 0 : Math.max(0, Math.round((at - previous) / stepMs) - 1);
    sum -= empty * limit;
    if (sum <= 0) [sum, since] = [0, null];
    sum += lines - limit;
    if (sum > 0) since ??= at;
    else sum = 0;
    if (sum > best) [best, begin] = [sum, since];
    previous = at;
  }
  return begin;
}
