import type { MetricSeries, Window } from '@incidentfox/incident';
import { learnNormalRange, type NormalRange, runStatistics } from './normal-range.ts';
import { withoutSeason } from './season.ts';
import type { Shift } from './shift.ts';
import { type Sample, toSamples } from './to-samples.ts';

/** Effects beyond this many spreads count as having left the normal range. */
export const SIGNIFICANT_EFFECT = 4;
/** An alarm may be a little late: the search starts this long, or one step, before it. */
const ALARM_SLACK_MS = 2 * 60_000;
/** A difference that was there this long before the alarm (or this many steps) is standing, not an onset. */
const STANDING_MS = 12 * 60_000;
const STANDING_STEPS = 2.75;
const STANDING_WEIGHT = 0.35;
/** A single sample in the window can be noise. */
const LONE_SAMPLE_WEIGHT = 0.5;

/**
 * Compares the series around and after the alarm with its own past.
 * Gives null when there is too little to compare: fewer than two values before, or none after.
 */
export function measureShift(series: MetricSeries, window: Window, alarmAt: number): Shift | null {
  const samples = withoutSeason(series, toSamples(series, window, alarmAt), alarmAt);
  const start = alarmAt - Math.max(series.stepMs, ALARM_SLACK_MS);
  const split = samples.findIndex((sample) => sample.at >= start);
  if (split < 2) return null;
  const normal = learnNormalRange(series, samples.slice(0, split));
  const distances = samples.map((sample) => (sample.value - normal.centre) / normal.spread);
  const found = farthestRun(distances, split);
  const run = runAround(distances, found.index, Math.max(2, Math.abs(found.distance) * 0.3));
  const standing = isStanding(samples, run.first, alarmAt, series.stepMs);
  const effect = toEffect(found.distance, normal, standing);
  return describe(series, samples, normal, run, effect);
}

/** The pair of neighbours at or after `split` that is farthest out; a lone sample counts for less. */
function farthestRun(distances: readonly number[], split: number): { index: number; distance: number } {
  const tail = distances.slice(split);
  const pairs = runStatistics(tail);
  if (pairs.length === 0) return { index: split, distance: LONE_SAMPLE_WEIGHT * (tail[0] ?? 0) };
  let best = 0;
  for (let i = 1; i < pairs.length; i += 1) if (Math.abs(pairs[i] ?? 0) > Math.abs(pairs[best] ?? 0)) best = i;
  return { index: split + best, distance: pairs[best] ?? 0 };
}

/** The stretch around `index` in which every sample lies beyond `limit` on the same side. */
function runAround(distances: readonly number[], index: number, limit: number): { first: number; last: number } {
  const side = Math.sign(distances[index] ?? 0);
  const isOut = (i: number) => side * (distances[i] ?? 0) >= limit;
  let first = index;
  let last = index;
  while (first > 0 && isOut(first - 1)) first -= 1;
  while (last < distances.length - 1 && isOut(last + 1)) last += 1;
  return { first, last };
}

function isStanding(samples: readonly Sample[], first: number, alarmAt: number, stepMs: number): boolean {
  const lastNormal = samples[first - 1]?.at ?? Number.NEGATIVE_INFINITY;
  return lastNormal < alarmAt - Math.max(STANDING_MS, STANDING_STEPS * stepMs);
}

/** Distance beyond what the series did in normal times, shrunk when little of its past is known. */
function toEffect(distance: number, normal: NormalRange, standing: boolean): number {
  const beyondNoise = Math.abs(distance) / Math.max(1, normal.stray / 2);
  const known = normal.samples / (normal.samples + 2);
  return Math.sign(distance) * compress(beyondNoise) * known * (standing ? STANDING_WEIGHT : 1);
}

function describe(
  series: MetricSeries,
  samples: readonly Sample[],
  normal: NormalRange,
  run: { first: number; last: number },
  effect: number,
): Shift {
  const stretch = samples.slice(run.first, run.last + 1);
  const far = stretch.reduce((a, b) => (Math.abs(b.value - normal.centre) > Math.abs(a.value - normal.centre) ? b : a));
  const significant = Math.abs(effect) >= SIGNIFICANT_EFFECT;
  return {
    series,
    significant,
    onsetAt: stretch[0]?.at ?? far.at,
    effect,
    direction: far.value >= normal.centre ? 'up' : 'down',
    baseline: normal.centre,
    spread: normal.spread,
    level: stretch.reduce((sum, { value }) => sum + value, 0) / stretch.length,
    peak: far.value,
    quality: Math.min(1, normal.samples / 20),
    recoveredAt: significant ? (samples[run.last + 1]?.at ?? null) : null,
  };
}

/** Linear up to 8, logarithmic beyond. */
export function compress(distance: number): number {
  return distance <= 8 ? distance : 8 * (1 + Math.log(distance / 8));
}
