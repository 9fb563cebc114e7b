import type { MetricSeries, Point } from '@incidentfox/incident';
import { median } from './robust.ts';
import { maxSamplesAfterAlarm } from './thresholds.ts';

/** A value with its time, epoch ms. Never null, never infinite. */
export interface Sample {
  at: number;
  value: number;
}

/** Cleans a series: drops gaps, turns a running total into increments, joins samples that are finer than the question. */
export function toSamples(series: MetricSeries, window: { to: number }, alarmAt: number): Sample[] {
  const samples = clean(series.points, window.to);
  const rates = isRunningTotal(series, samples) ? toIncrements(samples) : samples;
  const after = rates.reduce((count, { at }) => (at >= alarmAt ? count + 1 : count), 0);
  const joined = Math.floor(after / maxSamplesAfterAlarm);
  return joined >= 2 ? joinNeighbours(rates, joined * series.stepMs, alarmAt) : rates;
}

/** Drops nulls and infinities, and everything from `before` on. */
export function clean(points: readonly Point[], before: number): Sample[] {
  const samples: Sample[] = [];
  for (const [at, value] of points) {
    if (value !== null && Number.isFinite(value) && at < before) samples.push({ at, value });
  }
  return samples;
}

/** A count that nearly always grows, and by much more than one step's worth, is a total since some start. */
function isRunningTotal(series: MetricSeries, samples: readonly Sample[]): boolean {
  if (isLevel(series)) return false;
  if (series.unit !== 'count' && series.unit !== '1' && !series.name.endsWith('_total')) return false;
  const first = samples[0];
  const last = samples.at(-1);
  if (samples.length < 8 || first === undefined || last === undefined) return false;
  let drops = 0;
  let grows = 0;
  for (let i = 1; i < samples.length; i += 1) {
    const step = (samples[i]?.value ?? 0) - (samples[i - 1]?.value ?? 0);
    if (step < 0) drops += 1;
    if (step > 0) grows += 1;
  }
  return drops <= samples.length * 0.05 && grows >= Math.max(2, drops * 3) && grows + drops > samples.length * 0.1;
}

/** Memory and latency are never totals, however steadily they grow: a leak looks just like a counter. */
const isLevel = ({ signal }: MetricSeries): boolean => signal === 'memory' || signal.startsWith('latency');

/** Growth per sample; after a reset the counter's own value is the growth. */
function toIncrements(samples: readonly Sample[]): Sample[] {
  return samples.slice(1).map((sample, i) => {
    const growth = sample.value - (samples[i]?.value ?? 0);
    return { at: sample.at, value: growth >= 0 ? growth : sample.value };
  });
}

/** One median per bin; bins are aligned to the alarm so that none mixes before and after. */
function joinNeighbours(samples: readonly Sample[], binMs: number, alarmAt: number): Sample[] {
  const joined: Sample[] = [];
  let bin = Number.NaN;
  let values: number[] = [];
  const close = () => {
    if (values.length > 0) joined.push({ at: alarmAt + bin * binMs, value: median(values) });
  };
  for (const sample of samples) {
    const own = Math.floor((sample.at - alarmAt) / binMs);
    if (own !== bin) {
      close();
      bin = own;
      values = [];
    }
    values.push(sample.value);
  }
  close();
  return joined;
}
