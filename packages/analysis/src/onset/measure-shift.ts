import type { MetricSeries, Window } from '@incidentfox/incident';
import { learnNormalRange, type NormalRange, runStatistics, strayOf } from './normal-range.ts';
import { normalUntil, rampOnset } from './ramp-onset.ts';
import { withoutSeason } from './season.ts';
import type { Shift } from './shift.ts';
import {
  alarmSlackMs,
  ceasedFactor,
  endedBeforeAlarmWeight,
  endedShare,
  endedWeight,
  halfTrustSamples,
  loneSampleWeight,
  maxAlarmDelayMs,
  maxAlarmDelaySteps,
  maxLinearEffect,
  maxSlackShare,
  minPastSamples,
  minSamplesBeforeCeasing,
  significantEffect,
  standingMs,
  standingWeight,
} from './thresholds.ts';
import { type Sample, toSamples } from './to-samples.ts';

interface Run {
  first: number;
  last: number;
}

/**
 * Compares the series around and after the alarm with its own past.
 * Gives null when there is too little to compare: fewer than two values before, or none after.
 * A difference of less than `minSpread` (in the series' unit) is none.
 */
export function measureShift(series: MetricSeries, window: Window, alarmAt: number, minSpread = 0): Shift | null {
  const samples = withoutSeason(series, toSamples(series, window, alarmAt), alarmAt);
  const split = splitAt(samples, alarmAt, series.stepMs);
  if (split < 2 || split >= samples.length) return null;
  const length = runLength(samples.length - split);
  const known = normalUntil(series, samples, split);
  const normal = learnNormalRange(series, samples.slice(0, known), minSpread);
  const distances = samples.map((sample) => (sample.value - normal.centre) / normal.spread);
  const found = farthestRun(distances, split, length);
  const run = runAround(distances, found.index, Math.max(2, Math.abs(found.distance) * 0.3));
  const past = samples.slice(0, Math.min(known, Math.max(run.first, minPastSamples)));
  const weight = timingWeight(samples, run, { window, alarmAt, stepMs: series.stepMs });
  const distance = found.distance * (hasCeased(series, samples, run, split) ? ceasedFactor : 1);
  const effect = toEffect(distance, strayOf(past, normal, length), normal.samples) * weight;
  return describe(series, samples, normal, run, effect);
}

/** Index of the first sample of the examined range; everything before it is the series' past. */
function splitAt(samples: readonly Sample[], alarmAt: number, stepMs: number): number {
  const past = alarmAt - (samples[0]?.at ?? alarmAt);
  const slack = Math.min(Math.max(stepMs, alarmSlackMs), Math.max(0, past * maxSlackShare));
  const split = samples.findIndex((sample) => sample.at >= alarmAt - slack);
  return split < 0 ? samples.length : Math.max(split, Math.min(minPastSamples, Math.floor(samples.length / 2)));
}

/** How many neighbours must agree: a quarter of the examined range, so that a longer range does not find more noise. */
function runLength(examined: number): number {
  return Math.min(6, Math.max(2, Math.round(examined / 4)));
}

/** The run at or after `split` that is farthest out, by its middle; a lone sample counts for less. */
function farthestRun(distances: readonly number[], split: number, length: number): { index: number; distance: number } {
  const examined = distances.slice(split);
  const runs = runStatistics(examined, length);
  if (runs.length === 0) return { index: split, distance: loneSampleWeight * (examined[0] ?? 0) };
  let best = 0;
  for (let i = 1; i < runs.length; i += 1) if (Math.abs(runs[i] ?? 0) > Math.abs(runs[best] ?? 0)) best = i;
  const distance = runs[best] ?? 0;
  const range = examined.slice(best, best + length);
  const inside = range.findIndex((one) => one * distance > 0 && Math.abs(one) >= Math.abs(distance));
  return { index: split + best + Math.max(0, inside), distance };
}

/** The range around `index` in which every sample lies beyond `limit` on the same side. */
function runAround(distances: readonly number[], index: number, limit: number): Run {
  const side = Math.sign(distances[index] ?? 0);
  const isOut = (i: number) => side * (distances[i] ?? 0) >= limit;
  let first = index;
  let last = index;
  while (first > 0 && isOut(first - 1)) first -= 1;
  while (last < distances.length - 1 && isOut(last + 1)) last += 1;
  return { first, last };
}

/** Trouble that began with the alarm counts in full; what stood long before it, or was nearly over by then, does not. */
function timingWeight(
  samples: readonly Sample[],
  run: Run,
  { window, alarmAt, stepMs }: { window: Window; alarmAt: number; stepMs: number },
): number {
  const lastNormal = samples[run.first - 1]?.at ?? Number.NEGATIVE_INFINITY;
  const examined = Math.min(window.from - stepMs / 2, alarmAt - Math.max(maxAlarmDelaySteps * stepMs, maxAlarmDelayMs));
  if (lastNormal < Math.max(examined, alarmAt - standingMs)) return standingWeight;
  const recovered = run.last < samples.length - 1;
  const before = alarmAt - (samples[run.first]?.at ?? alarmAt);
  const after = (samples[run.last]?.at ?? alarmAt) + stepMs - alarmAt;
  if (recovered && after <= 0) return endedBeforeAlarmWeight;
  return recovered && after < endedShare * before ? endedWeight : 1;
}

/** Whether requests that never stopped before have stopped: that is rarer than their distance to zero says. */
function hasCeased(series: MetricSeries, samples: readonly Sample[], run: Run, split: number): boolean {
  if (series.signal !== 'request_rate' || split < minSamplesBeforeCeasing) return false;
  const lowest = samples.slice(0, split).reduce((low, { value }) => Math.min(low, value), Number.POSITIVE_INFINITY);
  return lowest > 0 && samples.slice(run.first, run.last + 1).every(({ value }) => value <= 0);
}

/** Distance beyond what the series did in normal times, shrunk when little of its past is known. */
function toEffect(distance: number, stray: number, sampleCount: number): number {
  const beyondNoise = Math.abs(distance) / Math.max(1, stray / 2);
  return (Math.sign(distance) * compress(beyondNoise) * sampleCount) / (sampleCount + halfTrustSamples);
}

function describe(
  series: MetricSeries,
  samples: readonly Sample[],
  normal: NormalRange,
  run: Run,
  effect: number,
): Shift {
  const range = samples.slice(run.first, run.last + 1);
  const far = range.reduce((a, b) => (Math.abs(b.value - normal.centre) > Math.abs(a.value - normal.centre) ? b : a));
  const significant = Math.abs(effect) >= significantEffect;
  return {
    series,
    significant,
    onsetAt: samples[significant ? rampOnset(series, samples, run.first) : run.first]?.at ?? far.at,
    effect,
    direction: far.value >= normal.centre ? 'up' : 'down',
    baseline: normal.centre,
    spread: normal.spread,
    level: range.reduce((sum, { value }) => sum + value, 0) / range.length,
    peak: far.value,
    quality: Math.min(1, normal.samples / 20),
    recoveredAt: significant ? (samples[run.last + 1]?.at ?? null) : null,
  };
}

/** Linear up to `maxLinearEffect`, logarithmic beyond. */
export function compress(distance: number): number {
  return distance <= maxLinearEffect ? distance : maxLinearEffect * (1 + Math.log(distance / maxLinearEffect));
}
