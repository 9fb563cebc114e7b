import type { MetricSeries, Window } from '@incidentfox/incident';
import { median, scaledMad } from './robust.ts';
import type { Shift } from './shift.ts';
import {
  maxRampFalls,
  maxRampQuality,
  minRampBinSamples,
  minRampBins,
  minRampEffect,
  minRampGrowth,
  minRampShare,
  rampBins,
} from './thresholds.ts';
import { clean, type Sample } from './to-samples.ts';

/** Signals that a leak, a filling pool or disk, or an emptying cache moves slowly. Requests rise and fall with the day. */
const slow: ReadonlySet<string> = new Set([
  'memory',
  'disk',
  'saturation',
  'queue_age',
  'latency_p50',
  'latency_p95',
  'latency_p99',
  'latency_mean',
]);

interface Bin {
  at: number;
  value: number;
}

/**
 * A rise that went on for so long that the last half hour is its own normal: from a level where it began to its highest at the end,
 * hardly ever falling. Null when there is none. The baseline is the level before the rise.
 */
export function findRamp(series: MetricSeries, window: Window): Shift | null {
  if (!slow.has(series.signal)) return null;
  const samples = clean(series.points, window.to);
  const bins = toBins(samples);
  if (bins.length < minRampBins) return null;
  const start = whereItRises(bins);
  const first = bins[start];
  const last = bins.at(-1);
  if (first === undefined || last === undefined || bins.length - 1 - start < minRampBins / 2) return null;
  const growth = last.value - first.value;
  const falls = bins
    .slice(start + 1)
    .reduce((sum, bin, i) => sum + Math.max(0, (bins[start + i]?.value ?? 0) - bin.value), 0);
  const isLarge =
    growth >= minRampGrowth * Math.abs(first.value) || (series.unit === 'ratio' && growth >= minRampShare);
  if (!isLarge || growth <= 0 || falls > maxRampFalls * growth) return null;
  const spread = Math.max(1e-9, noiseAround(samples, bins), 0.02 * Math.abs(first.value));
  const effect = growth / spread;
  if (effect < minRampEffect) return null;
  return {
    series,
    significant: true,
    onsetAt: whenItBegan(bins.slice(start)),
    onsetToleranceMs: 1.5 * ((last.at - first.at) / (bins.length - 1 - start)),
    effect: minRampEffect + Math.log(effect / minRampEffect),
    direction: 'up',
    baseline: median(bins.slice(0, start + 1).map(({ value }) => value)),
    spread,
    level: median(bins.slice(-2).map(({ value }) => value)),
    peak: last.value,
    quality: maxRampQuality,
    recoveredAt: null,
  };
}

function toBins(samples: readonly Sample[]): Bin[] {
  const from = samples[0]?.at;
  const to = samples.at(-1)?.at;
  if (from === undefined || to === undefined || samples.length < minRampBins * minRampBinSamples) return [];
  const size = Math.ceil(samples.length / rampBins);
  const bins: Bin[] = [];
  for (let i = 0; i < samples.length; i += size) {
    const part = samples.slice(i, i + size);
    if (part.length >= Math.min(size, minRampBinSamples))
      bins.push({ at: part[0]?.at ?? 0, value: median(part.map(({ value }) => value)) });
  }
  return bins;
}

/** The last bin that is as low as the beginning: from there on it only rises. */
function whereItRises(bins: readonly Bin[]): number {
  const low = Math.min(...bins.slice(0, Math.ceil(bins.length / 2)).map(({ value }) => value));
  const high = bins.at(-1)?.value ?? low;
  const limit = low + 0.08 * (high - low);
  let start = 0;
  for (const [i, { value }] of bins.entries()) if (value <= limit) start = i;
  return start;
}

/** Where the rise, drawn back in a straight line, meets the level that it began from; never before its last low stretch. */
function whenItBegan(rise: readonly Bin[]): number {
  const [first] = rise;
  const last = rise.at(-1);
  if (first === undefined || last === undefined) return 0;
  const growth = last.value - first.value;
  const reached = (share: number): number =>
    rise.find(({ value }) => value >= first.value + share * growth)?.at ?? last.at;
  const [early, late] = [reached(0.25), reached(0.75)];
  return Math.max(first.at, early - (late - early) / 2);
}

/** How far samples stray from the median of their own bin. */
function noiseAround(samples: readonly Sample[], bins: readonly Bin[]): number {
  let at = 0;
  const strays = samples.map((sample) => {
    while (at < bins.length - 1 && (bins[at + 1]?.at ?? 0) <= sample.at) at += 1;
    return sample.value - (bins[at]?.value ?? 0);
  });
  return scaledMad(strays, 0);
}
