import { perSecondBy, quantileOf, selector } from '../queries.ts';
import type { CallMetrics } from '../vocabulary/service-metrics.ts';
import { type PlannedSeries, plan } from './planned-series.ts';

/** How each callee serves this service: one series a callee. */
export function planCalls({ graph, matchers, latency }: CallMetrics, windowSeconds: number): PlannedSeries[] {
  const peer = { label: graph.to, side: 'client' } as const;
  const rate = (metric: string, more: readonly string[]) =>
    perSecondBy([graph.to], selector(metric, [...matchers, ...more]), windowSeconds);
  return [
    plan('request_rate', '1/s', graph.requests, rate(graph.requests, []), { peer }),
    plan('error_rate', '1/s', graph.requests, rate(graph.failed.metric, graph.failed.matchers), { peer }),
    ...latency.map(({ histogram, side, buckets }) => {
      const more = { scale: graph.scale, peer: { label: graph.to, side } };
      const part = (suffix: string) => selector(`${histogram}_${suffix}`, matchers);
      if (buckets)
        return plan('latency_p95', 's', histogram, quantileOf(0.95, part('bucket'), windowSeconds, [graph.to]), more);
      const [sum, count] = [part('sum'), part('count')].map((of) => perSecondBy([graph.to], of, windowSeconds));
      return plan('latency_mean', 's', histogram, `${sum} / ${count}`, more);
    }),
  ];
}
