import type { Signal, Unit } from '@incidentfox/incident';
import type { PickedMetric, RequestMetrics, ServiceMetrics } from './discover-naming.ts';
import { highestShare, increaseOf, perSecond, quantileOf, selector } from './queries.ts';

/** One expression to ask, and what its values are. */
export interface PlannedSeries {
  readonly signal: Signal;
  readonly expression: string;
  readonly metric: string;
  readonly unit: Unit;
  /** Values are multiplied by this at the edge: 0.001 for milliseconds. */
  readonly scale: number;
}

/** Which expressions a service's metrics allow. Error ratio is computed from the two rates, so it is not asked for. */
export function planSeries(found: ServiceMetrics, windowSeconds: number): PlannedSeries[] {
  return [
    ...(found.requests === null ? [] : planRequests(found.requests, windowSeconds)),
    ...(found.cpu === null ? [] : [planOne('cpu', found.cpu, 'cores', perSecond(textOf(found.cpu), windowSeconds))]),
    ...(found.memory === null ? [] : [planOne('memory', found.memory, 'By', `sum(${textOf(found.memory)})`)]),
    ...planSaturation(found),
    ...(found.restarts === null
      ? []
      : [planOne('restarts', found.restarts, 'count', increaseOf(textOf(found.restarts), windowSeconds))]),
  ];
}

const textOf = ({ metric, matchers }: PickedMetric) => selector(metric, matchers);

function planOne(
  signal: Signal,
  { metric }: { metric: string },
  unit: Unit,
  expression: string,
  scale = 1,
): PlannedSeries {
  return { signal, expression, metric, unit, scale };
}

function planRequests({ family, matchers, failed, latency }: RequestMetrics, windowSeconds: number): PlannedSeries[] {
  const counter = { metric: family.requests };
  const all = selector(family.requests, matchers);
  const plans = [planOne('request_rate', counter, '1/s', perSecond(all, windowSeconds))];
  if (failed !== null)
    plans.push(
      planOne('error_rate', counter, '1/s', perSecond(selector(family.requests, [...matchers, failed]), windowSeconds)),
    );
  if (latency === null) return plans;
  const scale = latency.unit === 'ms' ? 0.001 : 1;
  const part = (suffix: string) => selector(`${latency.histogram}_${suffix}`, matchers);
  const histogram = { metric: latency.histogram };
  const mean = `${perSecond(part('sum'), windowSeconds)} / ${perSecond(part('count'), windowSeconds)}`;
  if (!latency.buckets) return [...plans, planOne('latency_mean', histogram, 's', mean, scale)];
  const quantile = (signal: Signal, q: number) =>
    planOne(signal, histogram, 's', quantileOf(q, part('bucket'), windowSeconds), scale);
  return [...plans, quantile('latency_p50', 0.5), quantile('latency_p95', 0.95), quantile('latency_p99', 0.99)];
}

/** Memory against its limit, where both are known per container. */
function planSaturation({ memory, limits }: ServiceMetrics): PlannedSeries[] {
  if (memory === null || limits === null || !memory.metric.startsWith('container_')) return [];
  const limit = selector(limits.metric, [...limits.matchers, 'resource="memory"']);
  return [
    planOne(
      'saturation',
      { metric: `${memory.metric} / ${limits.metric}` },
      'ratio',
      highestShare(textOf(memory), limit),
    ),
  ];
}
