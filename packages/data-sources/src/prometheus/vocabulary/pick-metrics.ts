import { backlogs, consumerLabels } from './backlogs.ts';
import { capacities } from './capacities.ts';
import { type FailedRequests, type RequestFamily, requestFamilies } from './families.ts';
import type { Naming } from './namings.ts';
import type { PickedBacklog, PickedCapacity, PickedMetric, PickedStore, RequestMetrics } from './service-metrics.ts';
import { storeFamilies } from './stores.ts';

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

/** What waits for the service, where it tells so itself or a broker's exporter knows it as a consumer. */
export function pickBacklogs(
  seen: readonly Seen[],
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

export function pickStore(seen: readonly Seen[], always: readonly string[]): PickedStore | null {
  for (const family of storeFamilies) {
    const naming = seen.find(({ metrics }) => metrics.has(family.requests));
    if (naming !== undefined) return { family, matchers: [naming.matcher, ...always], has: naming.metrics };
  }
  return null;
}

/** How the family's failures are told apart, given the labels of its counter. */
export function pickFailed(
  family: RequestFamily,
  labels: readonly string[],
): { metric: string; matchers: readonly string[] } | null {
  const found = family.failed.find(({ label }) => labels.includes(label));
  return found === undefined ? null : failedOf(family, found);
}

function failedOf({ requests }: RequestFamily, { metric, matcher }: FailedRequests) {
  return { metric: metric ?? requests, matchers: matcher === null ? [] : [matcher] };
}

/** A label the family prefers before any other that also matched. */
function inOrder(seen: readonly Seen[], labels: readonly string[]): Seen[] {
  const rank = (one: Seen) => (labels.includes(one.label) ? labels.indexOf(one.label) : labels.length);
  return [...seen].sort((a, b) => rank(a) - rank(b));
}
