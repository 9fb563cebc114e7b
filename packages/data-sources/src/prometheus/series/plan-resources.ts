import { highestShare, increaseBy, perSecond, perSecondBy, selector } from '../queries.ts';
import type { PickedCapacity, PickedMetric, ServiceMetrics } from '../vocabulary/service-metrics.ts';
import { planBacklog } from './plan-backlog.ts';
import { planStoreWork } from './plan-store.ts';
import { type PlannedSeries, plan } from './planned-series.ts';

const pod = ['pod', 'node'] as const;
const container = ['namespace', 'pod', 'container'] as const;

/** What the service uses, pod by pod, and how near it is to its limits. */
export function planResources(found: ServiceMetrics, windowSeconds: number): PlannedSeries[] {
  const perPod = { perPod: true } as const;
  return [
    ...each(found.cpu, (one) => plan('cpu', 'cores', one.metric, perSecondBy(pod, textOf(one), windowSeconds), perPod)),
    ...each(found.memory, (one) =>
      plan('memory', 'By', one.metric, `sum by (${pod.join(', ')}) (${textOf(one)})`, perPod),
    ),
    ...each(found.restarts, (one) =>
      plan('restarts', 'count', one.metric, increaseBy(pod, textOf(one), windowSeconds), perPod),
    ),
    ...planMemoryShare(found),
    ...each(found.throttled, (one) => planThrottling(one, windowSeconds)),
    ...each(found.up, (one) => plan('availability', 'ratio', one.metric, `min(${textOf(one)})`)),
    ...(found.store === null ? [] : planStoreWork(found.store.family, { ...found.store, by: [], windowSeconds })),
    ...found.capacities.map(planCapacity),
    ...found.backlogs.map((one) => planBacklog(one, windowSeconds)),
  ];
}

const textOf = ({ metric, matchers }: PickedMetric) => selector(metric, matchers);
const each = (one: PickedMetric | null, planned: (one: PickedMetric) => PlannedSeries): PlannedSeries[] =>
  one === null ? [] : [planned(one)];

/** Memory against its limit, where both are known per container. */
function planMemoryShare({ memory, limits }: ServiceMetrics): PlannedSeries[] {
  if (memory === null || limits === null || !memory.metric.startsWith('container_')) return [];
  const limit = selector(limits.metric, [...limits.matchers, 'resource="memory"']);
  return [
    plan('saturation', 'ratio', `${memory.metric} / ${limits.metric}`, highestShare(container, textOf(memory), limit)),
  ];
}

/** The share of scheduling periods in which the processor was withheld. */
function planThrottling({ metric, matchers }: PickedMetric, windowSeconds: number): PlannedSeries {
  const periods = metric.replace('_throttled', '');
  const share = `${perSecond(selector(metric, matchers), windowSeconds)} / ${perSecond(selector(periods, matchers), windowSeconds)}`;
  return plan('saturation', 'ratio', `${metric} / ${periods}`, share);
}

function planCapacity({
  capacity: { used, usedMatcher, limit, limitMatcher, signal },
  matchers,
}: PickedCapacity): PlannedSeries {
  const gauge = (metric: string, more: string | undefined) =>
    selector(metric, more === undefined ? matchers : [...matchers, more]);
  return plan(
    signal,
    'ratio',
    `${used} / ${limit}`,
    highestShare(['instance'], gauge(used, usedMatcher), gauge(limit, limitMatcher), 'sum'),
  );
}
