import type { MetricSeries } from '@incidentfox/incident';
import { median, scaledMad } from './robust.ts';
import { minWeeklyCoverage, weekMs } from './thresholds.ts';
import { clean, type Sample } from './to-samples.ts';

/**
 * Takes the weekly pattern out when the same hours a week earlier explain this week better than its own average does:
 * each sample loses what the counterpart was above or below its own centre, scaled to this week's level.
 */
export function withoutSeason(series: MetricSeries, samples: Sample[], alarmAt: number): Sample[] {
  const earlier = clean(series.weekEarlier ?? [], Number.POSITIVE_INFINITY);
  if (earlier.length < 8) return samples;
  const matched = samples.map((sample) => counterpart(earlier, sample.at - weekMs, series.stepMs));
  const before = samples.flatMap((sample, i) => (sample.at < alarmAt && matched[i] !== null ? [i] : []));
  if (before.length < 4 || matched.filter((value) => value !== null).length < minWeeklyCoverage * samples.length)
    return samples;
  const centreNow = median(before.map((i) => samples[i]?.value ?? 0));
  const centreThen = median(before.map((i) => matched[i] ?? 0));
  const scale = centreThen !== 0 && centreNow / centreThen > 0 ? Math.min(2, Math.max(0.5, centreNow / centreThen)) : 1;
  const adjusted = samples.map((sample, i) => ({
    at: sample.at,
    value: sample.value - scale * ((matched[i] ?? centreThen) - centreThen),
  }));
  const spreadOf = (list: readonly Sample[]) => {
    const values = before.map((i) => list[i]?.value ?? 0);
    return scaledMad(values, median(values));
  };
  return spreadOf(adjusted) <= 1.5 * spreadOf(samples) ? adjusted : samples;
}

/** The value nearest to `at`, at most one step away. */
function counterpart(earlier: readonly Sample[], at: number, stepMs: number): number | null {
  let low = 0;
  let high = earlier.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((earlier[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const candidates = [earlier[low - 1], earlier[low]].filter((sample) => sample !== undefined);
  const nearest = candidates.sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
  return nearest !== undefined && Math.abs(nearest.at - at) <= stepMs ? nearest.value : null;
}
