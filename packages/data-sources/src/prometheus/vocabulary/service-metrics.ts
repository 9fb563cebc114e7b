import type { SeenNaming } from '../namings/seen-naming.ts';
import type { RequestFamily, TimeUnit } from '../requests/request-family.ts';
import type { Backlog } from './backlogs.ts';
import type { CallGraphMetrics } from './call-graphs.ts';
import type { Capacity } from './capacities.ts';
import type { StoreFamily } from './stores.ts';

/** Where a service's numbers are: which metrics, and the matchers that pick the service out. */
export interface ServiceMetrics {
  readonly requests: RequestMetrics | null;
  readonly cpu: PickedMetric | null;
  readonly memory: PickedMetric | null;
  readonly restarts: PickedMetric | null;
  readonly limits: PickedMetric | null;
  readonly throttled: PickedMetric | null;
  /** Whether the store answers its exporter. */
  readonly up: PickedMetric | null;
  readonly capacities: readonly PickedCapacity[];
  /** How a store serves, by its exporter. */
  readonly store: PickedStore | null;
  /** Work that waits for it. */
  readonly backlogs: readonly PickedBacklog[];
  /** What the service calls. */
  readonly calls: readonly CallMetrics[];
  /** Every naming with all that is there: what inspections look at. */
  readonly inspected: readonly SeenNaming[];
  /** What else it has, where nobody knows the names. */
  readonly others: readonly SeenNaming[];
  /** Where it was looked for, and where it was only found otherwise. */
  readonly place: { readonly told: string | null; readonly open: string | null };
}

export interface RequestMetrics {
  readonly family: RequestFamily;
  readonly matchers: readonly string[];
  /** Names of the labels its series have. */
  readonly labels: readonly string[];
  /** Null when nothing tells failures apart. Its matchers come after the requests' own. */
  readonly failed: { readonly metric: string; readonly matchers: readonly string[] } | null;
  /** The requests are the count of a native histogram: it has no series of its own. */
  readonly isNative?: true;
  /** A histogram with buckets, a native one, a summary with its own quantiles, or only sum and count. */
  readonly latency: {
    readonly histogram: string;
    readonly unit: TimeUnit;
    readonly told: 'buckets' | 'native' | 'quantiles' | 'mean';
  } | null;
}

export interface PickedMetric {
  readonly metric: string;
  readonly matchers: readonly string[];
}

export interface PickedCapacity {
  readonly capacity: Capacity;
  readonly matchers: readonly string[];
}

export interface PickedStore {
  readonly family: StoreFamily;
  readonly matchers: readonly string[];
  /** The known metrics that are there. */
  readonly has: ReadonlySet<string>;
}

export interface PickedBacklog {
  readonly backlog: Backlog;
  /** Whether it is known how much is handled, and so how long one waits. */
  readonly isHandledCounted: boolean;
  /** With the naming of the consumer. */
  readonly matchers: readonly string[];
  /** Matchers of every query alone. */
  readonly always: readonly string[];
}

export interface CallMetrics {
  readonly graph: CallGraphMetrics;
  readonly matchers: readonly string[];
  /** Of the graph's histograms, those that are there: with buckets, or only their sum and count. */
  readonly latency: readonly (CallGraphMetrics['latency'][number] & { readonly buckets: boolean })[];
}
