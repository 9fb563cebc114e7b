import type { Signal } from '@incidentfox/incident';
import { countOf, isOneOf, nativeQuantileOf, perSecond, quantileOf, selector } from '../queries.ts';
import { secondsIn } from '../requests/request-family.ts';
import type { RequestMetrics } from '../vocabulary/service-metrics.ts';
import { type PlannedSeries, plan } from './planned-series.ts';

/** How the service serves: rate, failures, latency. */
export function planRequests(
  { family, matchers, failed, latency, isNative }: RequestMetrics,
  windowSeconds: number,
): PlannedSeries[] {
  const rate = (metric: string, more: readonly string[] = []) => {
    const counted = perSecond(selector(metric, [...matchers, ...more]), windowSeconds);
    return isNative && metric === family.requests ? countOf(counted) : counted;
  };
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
    const expressions = {
      buckets: quantileOf(q, part('bucket'), windowSeconds),
      native: nativeQuantileOf(q, selector(latency.histogram, matchers), windowSeconds),
      quantiles: `max(${own} >= 0)`,
      mean: '',
    };
    return plan(signal, 's', latency.histogram, expressions[latency.told], more);
  };
  const mean = `${perSecond(part('sum'), windowSeconds)} / ${perSecond(part('count'), windowSeconds)}`;
  return [
    ...(latency.told === 'buckets' || latency.told === 'native'
      ? []
      : [plan('latency_mean', 's', latency.histogram, mean, more)]),
    ...(latency.told === 'mean'
      ? []
      : [quantile('latency_p50', 0.5), quantile('latency_p95', 0.95), quantile('latency_p99', 0.99)]),
  ];
}
