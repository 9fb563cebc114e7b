import type { MetricSeries } from '@incidentfox/incident';
import { median } from './robust.ts';
import { minFailureShare } from './thresholds.ts';

/**
 * The spread below which a rate of failures is not worth mentioning, by series, in its unit (1/s): one failure more among
 * thousands of requests is no shift, however quiet it was before. 0 for other signals, and where nobody counts the requests.
 */
export function failureFloors(series: readonly MetricSeries[]): (one: MetricSeries) => number {
  const rates = new Map<string, number>();
  const failing = new Set(series.filter(({ signal }) => signal === 'error_rate').map(({ service }) => service));
  for (const { service, signal, points } of series) {
    if (signal !== 'request_rate' || !failing.has(service)) continue;
    const rateSamples = points.flatMap(([, value]) => (value !== null && Number.isFinite(value) ? [value] : []));
    if (rateSamples.length > 0) rates.set(service, Math.max(rates.get(service) ?? 0, median(rateSamples)));
  }
  return ({ service, signal }) => (signal === 'error_rate' ? minFailureShare * (rates.get(service) ?? 0) : 0);
}
