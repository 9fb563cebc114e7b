import type { SeenNaming } from '../namings/seen-naming.ts';
import { failedMatchers } from '../requests/outcomes.ts';
import type { RequestFamily } from '../requests/request-family.ts';
import { backlogs, consumerLabels } from './backlogs.ts';
import { capacities } from './capacities.ts';
import type { PickedBacklog, PickedCapacity, PickedMetric, PickedStore, RequestMetrics } from './service-metrics.ts';
import { storeFamilies } from './stores.ts';

export function pickLatency(family: RequestFamily, metrics: ReadonlySet<string>): RequestMetrics['latency'] {
  const withBuckets = family.latency.find(({ histogram }) => metrics.has(`${histogram}_bucket`));
  if (withBuckets !== undefined) return { ...withBuckets, told: 'buckets' };
  const withSum = family.latency.find(({ histogram }) => metrics.has(`${histogram}_sum`));
  if (withSum === undefined) {
    const native = family.latency.find(({ histogram }) => metrics.has(histogram));
    return native === undefined ? null : { ...native, told: 'native' };
  }
  return { ...withSum, told: metrics.has(withSum.histogram) ? 'quantiles' : 'mean' };
}

export function pickMetric(
  seen: readonly SeenNaming[],
  candidates: readonly string[],
  always: readonly string[],
): PickedMetric | null {
  for (const metric of candidates) {
    const naming = seen.find((one) => one.metrics.has(metric));
    if (naming === undefined) continue;
    // cAdvisor also counts the pod as a whole (no container) and its pause container.
    const containers = metric.startsWith('container_') ? ['container!=""', 'container!="POD"'] : [];
    return { metric, matchers: [naming.matcher, ...containers, ...always] };
  }
  return null;
}

/** Every capacity of which both gauges are there under one naming. */
export function pickCapacities(seen: readonly SeenNaming[], always: readonly string[]): PickedCapacity[] {
  return capacities.flatMap((capacity) => {
    const naming = seen.find(({ metrics }) => metrics.has(capacity.used) && metrics.has(capacity.limit));
    return naming === undefined ? [] : [{ capacity, matchers: [naming.matcher, ...always] }];
  });
}

/** What waits for the service, where it tells so itself or a broker's exporter knows it as a consumer. */
export function pickBacklogs(
  seen: readonly SeenNaming[],
  always: readonly string[],
  /** What serves requests fills the queue of its name rather than empties it. */
  { serves }: { serves: boolean },
): PickedBacklog[] {
  const told = backlogs.filter(({ isQueue }) => !isQueue || !serves);
  return told.flatMap((backlog): PickedBacklog[] => {
    const known = backlog.takenBy?.metric ?? backlog.waiting;
    const isConsumer = (label: string) => consumerLabels.includes(label);
    const naming = seen.find(
      ({ label, metrics }) =>
        metrics.has(known) && (backlog.consumer === null ? !isConsumer(label) : label === backlog.consumer),
    );
    if (naming === undefined) return [];
    const handled = backlog.handled !== undefined && naming.metrics.has(backlog.handled);
    return [
      {
        backlog,
        isHandledCounted: handled || backlog.takenBy !== undefined,
        matchers: [naming.matcher, ...always],
        always,
      },
    ];
  });
}

export function pickStore(seen: readonly SeenNaming[], always: readonly string[]): PickedStore | null {
  for (const family of storeFamilies) {
    const naming = seen.find(({ metrics }) => metrics.has(family.requests));
    if (naming !== undefined) return { family, matchers: [naming.matcher, ...always], has: naming.metrics };
  }
  return null;
}

/** How the family's failures are told apart, given the labels of its counter and the metrics there are. */
export function pickFailed(
  family: RequestFamily,
  labels: readonly string[],
  metrics: ReadonlySet<string>,
): RequestMetrics['failed'] {
  const found = family.failed.find(({ label, metric }) =>
    label === undefined ? metric !== undefined && metrics.has(metric) : labels.includes(label),
  );
  return found === undefined ? null : { metric: found.metric ?? family.requests, matchers: failedMatchers(found) };
}
