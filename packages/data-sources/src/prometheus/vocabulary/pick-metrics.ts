import { capacities } from './capacities.ts';
import { type Naming, type RequestFamily, requestFamilies } from './families.ts';
import type { PickedCapacity, PickedMetric, RequestMetrics } from './service-metrics.ts';

/** A naming with the known metrics that exist under it. */
export interface Seen extends Naming {
  readonly metrics: ReadonlySet<string>;
}

/** The first family the service has, and the naming that family prefers. */
export function pickFamily(seen: readonly Seen[]): { family: RequestFamily; naming: Seen } | null {
  for (const family of requestFamilies) {
    const naming = inOrder(seen, family.labels).find((one) => one.metrics.has(family.requests));
    if (naming !== undefined) return { family, naming };
  }
  return null;
}

export function pickLatency(family: RequestFamily, metrics: ReadonlySet<string>): RequestMetrics['latency'] {
  const withBuckets = family.latency.find(({ histogram }) => metrics.has(`${histogram}_bucket`));
  if (withBuckets !== undefined) return { ...withBuckets, buckets: true };
  const withSum = family.latency.find(({ histogram }) => metrics.has(`${histogram}_sum`));
  return withSum === undefined ? null : { ...withSum, buckets: false };
}

export function pickMetric(
  seen: readonly Seen[],
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
export function pickCapacities(seen: readonly Seen[], always: readonly string[]): PickedCapacity[] {
  return capacities.flatMap((capacity) => {
    const naming = seen.find(({ metrics }) => metrics.has(capacity.used) && metrics.has(capacity.limit));
    return naming === undefined ? [] : [{ capacity, matchers: [naming.matcher, ...always] }];
  });
}

/** A label the family prefers before any other that also matched. */
function inOrder(seen: readonly Seen[], labels: readonly string[]): Seen[] {
  const rank = (one: Seen) => (labels.includes(one.label) ? labels.indexOf(one.label) : labels.length);
  return [...seen].sort((a, b) => rank(a) - rank(b));
}
