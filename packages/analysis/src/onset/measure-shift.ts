import type { MetricSeries, Window } from '@incidentfox/incident';
import { median, scaledMad } from './robust.ts';
import type { Shift } from './shift.ts';

/** Effects beyond this many spreads count as having left the normal range. */
export const SIGNIFICANT_EFFECT = 4;

/**
 * Compares the series around and after the alarm with what went before.
 * Gives null when there is too little to compare: fewer than three values before, or none after.
 */
export function measureShift(series: MetricSeries, window: Window, alarmAt: number): Shift | null {
  const from = Math.min(alarmAt - series.stepMs, window.to - series.stepMs);
  const before: number[] = [];
  const after: [number, number][] = [];
  for (const [at, value] of series.points) {
    if (value === null || !Number.isFinite(value) || at >= window.to) continue;
    if (at < from) before.push(value);
    else after.push([at, value]);
  }
  const last = after.at(-1);
  if (before.length < 3 || last === undefined) return null;
  const baseline = median(before);
  const spread = Math.max(scaledMad(before, baseline), 0.05 * Math.abs(baseline), 1e-9);
  const far = after.reduce((a, b) => (Math.abs(b[1] - baseline) > Math.abs(a[1] - baseline) ? b : a));
  const direction = far[1] >= baseline ? 'up' : 'down';
  const sign = direction === 'up' ? 1 : -1;
  const out = after.filter(([, value]) => (sign * (value - baseline)) / spread > SIGNIFICANT_EFFECT / 2);
  const effect = sign * compress(Math.abs(far[1] - baseline) / spread);
  const significant = Math.abs(effect) >= SIGNIFICANT_EFFECT;
  const stretch = out.length > 0 ? out : [far];
  return {
    series,
    significant,
    onsetAt: (stretch[0] ?? far)[0],
    effect,
    direction,
    baseline,
    spread,
    level: stretch.reduce((sum, [, value]) => sum + value, 0) / stretch.length,
    peak: far[1],
    quality: Math.min(1, before.length / 10),
    recoveredAt: significant && !stretch.includes(last) ? last[0] : null,
  };
}

/** Linear up to 8, logarithmic beyond. */
export function compress(distance: number): number {
  return distance <= 8 ? distance : 8 * (1 + Math.log(distance / 8));
}
