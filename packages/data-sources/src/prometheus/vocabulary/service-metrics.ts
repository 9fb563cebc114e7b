import type { CallGraphMetrics } from './call-graphs.ts';
import type { Capacity } from './capacities.ts';
import type { RequestFamily } from './families.ts';

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
  /** What the service calls. */
  readonly calls: readonly CallMetrics[];
  /** Where it was looked for, and where it was only found otherwise. */
  readonly place: { readonly told: string | null; readonly open: string | null };
}

export interface RequestMetrics {
  readonly family: RequestFamily;
  readonly matchers: readonly string[];
  /** Names of the labels its series have. */
  readonly labels: readonly string[];
  /** Null when the counter has no label that tells failures apart. */
  readonly failed: string | null;
  /** A histogram with buckets, or only its sum and count. */
  readonly latency: { readonly histogram: string; readonly unit: 's' | 'ms'; readonly buckets: boolean } | null;
}

export interface PickedMetric {
  readonly metric: string;
  readonly matchers: readonly string[];
}

export interface PickedCapacity {
  readonly capacity: Capacity;
  readonly matchers: readonly string[];
}

export interface CallMetrics {
  readonly graph: CallGraphMetrics;
  readonly matchers: readonly string[];
  /** Of the graph's histograms, those that are there: with buckets, or only their sum and count. */
  readonly latency: readonly (CallGraphMetrics['latency'][number] & { readonly buckets: boolean })[];
}
