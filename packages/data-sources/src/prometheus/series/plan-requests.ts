import type { Signal } from '@incidentfox/incident';
import { isOneOf, perSecond, quantileOf, selector } from '../queries.ts';
import { secondsIn } from '../vocabulary/requests/request-family.ts';
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
  const more = { scale: secondsIn[latency.unit] };
  const part = (suffix: string) => selector(`${latency.histogram}_${suffix}`, matchers);
  const quantile = (signal: Signal, q: number) => {
    const own = selector(latency.histogram, [...matchers, isOneOf('quantile', [String(q)])]);
    // Over several processes the slowest one's is shown: quantiles cannot be joined. What is not a number is not.
    const expression = latency.told === 'buckets' ? quantileOf(q, part('bucket'), windowSeconds) : `max(${own} >= 0)`;
    return plan(signal, 's', latency.histogram, expression, more);
  };
  const mean = `${perSecond(part('sum'), windowSeconds)} / ${perSecond(part('count'), windowSeconds)}`;
  return [
    ...(latency.told === 'buckets' ? [] : [plan('latency_mean', 's', latency.histogram, mean, more)]),
    ...(latency.told === 'mean'
      ? []
      : [quantile('latency_p50', 0.5), quantile('latency_p95', 0.95), quantile('latency_p99', 0.99)]),
  ];
}
