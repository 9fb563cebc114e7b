import type { MetricSeries, Observations, Window } from '@incidentfox/incident';

const minute = 60_000;
/** How far back trouble is followed that began before the window. */
const widerLookback = 3 * 60 * minute;
/** An onset this near to the start of the window was cut off by it. */
const cutOff = 3 * minute;
/** A ramp: the end of the baseline lies this many times its beginning away, and the window goes on from there. */
const minRamp = 1.5;
const ramps = new Set([
  'error_ratio',
  'latency_p95',
  'latency_p99',
  'latency_mean',
  'saturation',
  'queue_age',
  'queue_length',
]);
const floors: Partial<Record<string, number>> = { error_ratio: 0.02, saturation: 0.1 };

/**
 * The window to ask again for when trouble began before it: its onset lies at the window's start, or a signal of a service the incident
 * is about was already on its way in what should be its normal. Null when the window shows the beginning.
 */
export function widenWindow(
  onset: number | null,
  { window, alarmAt, affected, series }: Pick<Observations, 'window' | 'alarmAt' | 'affected' | 'series'>,
  suspects: readonly string[],
): Window | null {
  const from = alarmAt - widerLookback;
  if (from >= window.from) return null;
  const concerned = new Set([...affected, ...suspects]);
  const isCutOff = onset !== null && onset <= window.from + cutOff;
  const wasRising = series.some(
    (one) =>
      concerned.has(one.service) &&
      one.peer === undefined &&
      Object.keys(one.labels).length === 0 &&
      isRamp(one, window),
  );
  return isCutOff || wasRising ? { from, to: window.to } : null;
}

function isRamp({ signal, points }: MetricSeries, window: Window): boolean {
  if (!ramps.has(signal)) return false;
  const before = points.flatMap(([at, value]) => (at < window.from && value !== null ? [value] : []));
  const after = points.flatMap(([at, value]) => (at >= window.from && value !== null ? [value] : []));
  if (before.length < 12 || after.length < 4) return false;
  const third = Math.floor(before.length / 3);
  const [start, middle, end] = [before.slice(0, third), before.slice(third, -third), before.slice(-third)].map(median);
  const now = median(after);
  if (start === undefined || middle === undefined || end === undefined) return false;
  const floor = floors[signal] ?? 0.02;
  return end >= Math.max(minRamp * start, start + floor) && middle >= start && middle <= end && now >= end;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
