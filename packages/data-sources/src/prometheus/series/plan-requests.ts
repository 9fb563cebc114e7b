import type { Signal } from '@incidentfox/incident';
import { perSecond, quantileOf, selector } from '../queries.ts';
import type { RequestMetrics } from '../vocabulary/service-metrics.ts';
import { type PlannedSeries, plan } from './planned-series.ts';

/** How the service serves: rate, failures, latency. */
export function planRequests(
  { family, matchers, failed, latency }: RequestMetrics,
  windowSeconds: number,
): PlannedSeries[] {
  const rate = (metric: string, more: readonly string[] = []) =>
    perSecond(selector(metric, [...matchers, ...more]), windowSeconds);
  return [
    plan('request_rate', '1/s', family.requests, rate(family.requests)),
    ...(failed === null ? [] : [plan('error_rate', '1/s', family.requests, rate(failed.metric, failed.matchers))]),
    ...(latency === null ? [] : planLatency(latency, matchers, windowSeconds)),
  ];
}

function planLatency(
  latency: NonNullable<RequestMetrics['latency']>,
  matchers: readonly string[],
  windowSeconds: number,
): PlannedSeries[] {
  const more = { scale: latency.unit === 'ms' ? 0.001 : 1 };
  const part = (suffix: string) => selector(`${latency.histogram}_${suffix}`, matchers);
  if (!latency.buckets) {
    const mean = `${perSecond(part('sum'), windowSeconds)} / ${perSecond(part('count'), windowSeconds)}`;
    return [plan('latency_mean', 's', latency.histogram, mean, more)];
  }
  const quantile = (signal: Signal, q: number) =>
    plan(signal, 's', latency.histogram, quantileOf(q, part('bucket'), windowSeconds), more);
  return [quantile('latency_p50', 0.5), quantile('latency_p95', 0.95), quantile('latency_p99', 0.99)];
}
