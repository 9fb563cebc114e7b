import type { Service, Window } from '@incidentfox/incident';
import { type Asking, NotAsked, namesOf, vendorNameOf } from '../execution/index.ts';
import {
  allNamings,
  knownMetrics,
  type Naming,
  type RequestFamily,
  requestFamilies,
  workloadMetrics,
} from './families.ts';
import { labelMatchers, matches, selector } from './queries.ts';
import type { PrometheusSource } from './source.ts';

/** Where a service's numbers are: which metrics, and the matchers that pick the service out. */
export interface ServiceMetrics {
  readonly requests: RequestMetrics | null;
  readonly cpu: PickedMetric | null;
  readonly memory: PickedMetric | null;
  readonly restarts: PickedMetric | null;
  readonly limits: PickedMetric | null;
}

export interface RequestMetrics {
  readonly family: RequestFamily;
  readonly matchers: readonly string[];
  /** Null when the counter has no label that tells failures apart. */
  readonly failed: string | null;
  /** A histogram with buckets, or only its sum and count. */
  readonly latency: { readonly histogram: string; readonly unit: 's' | 'ms'; readonly buckets: boolean } | null;
}

export interface PickedMetric {
  readonly metric: string;
  readonly matchers: readonly string[];
}

/** A naming with the known metrics that exist under it. */
interface Seen extends Naming {
  readonly metrics: ReadonlySet<string>;
}

/**
 * Asks the index, not the data, under which label the service is known and which metric families it has. Cheap: lists of
 * names only.
 */
export async function discoverMetrics(
  source: PrometheusSource,
  service: Service,
  span: Window,
  asking: Asking,
): Promise<ServiceMetrics> {
  const namings = namingsOf(source, service);
  const looked = await Promise.all(
    namings.map(async (naming): Promise<Seen> => {
      const selected = `{${[matches('__name__', knownMetrics), naming.matcher, ...source.matchers].join(',')}}`;
      return { ...naming, metrics: new Set(await source.client.metricNames(selected, span, asking)) };
    }),
  );
  const seen = looked.filter((one) => one.metrics.size > 0);
  return {
    requests: await pickRequests(source, seen, span, asking),
    cpu: pick(source, seen, workloadMetrics.cpu),
    memory: pick(source, seen, workloadMetrics.memory),
    restarts: pick(source, seen, workloadMetrics.restarts),
    limits: pick(source, seen, workloadMetrics.limits),
  };
}

async function pickRequests(
  source: PrometheusSource,
  seen: readonly Seen[],
  span: Window,
  asking: Asking,
): Promise<RequestMetrics | null> {
  for (const family of requestFamilies) {
    const naming = inOrder(seen, family.labels).find((one) => one.metrics.has(family.requests));
    if (naming === undefined) continue;
    const matchers = [naming.matcher, ...family.own, ...source.matchers];
    const labels = await source.client.labelNames(selector(family.requests, matchers), span, asking);
    return {
      family,
      matchers,
      failed: family.failed.find(({ label }) => labels.includes(label))?.matcher ?? null,
      latency: latencyOf(family, naming.metrics),
    };
  }
  return null;
}

function latencyOf(family: RequestFamily, metrics: ReadonlySet<string>): RequestMetrics['latency'] {
  const withBuckets = family.latency.find(({ histogram }) => metrics.has(`${histogram}_bucket`));
  if (withBuckets !== undefined) return { ...withBuckets, buckets: true };
  const withSum = family.latency.find(({ histogram }) => metrics.has(`${histogram}_sum`));
  return withSum === undefined ? null : { ...withSum, buckets: false };
}

function pick(source: PrometheusSource, seen: readonly Seen[], candidates: readonly string[]): PickedMetric | null {
  for (const metric of candidates) {
    const naming = seen.find((one) => one.metrics.has(metric));
    if (naming === undefined) continue;
    // cAdvisor also counts the pod as a whole (no container) and its pause container.
    const containers = metric.startsWith('container_') ? ['container!=""', 'container!="POD"'] : [];
    return { metric, matchers: [naming.matcher, ...containers, ...source.matchers] };
  }
  return null;
}

/** A label the family prefers before any other that also matched. */
function inOrder(seen: readonly Seen[], labels: readonly string[]): Seen[] {
  const rank = (one: Seen) => (labels.includes(one.label) ? labels.indexOf(one.label) : labels.length);
  return [...seen].sort((a, b) => rank(a) - rank(b));
}

/** Labels given outright in the catalogue, or every usual label with the service's names. */
function namingsOf(source: PrometheusSource, service: Service): Naming[] {
  const configured = vendorNameOf(service, source.kind);
  if (typeof configured === 'object') return [{ label: '', matcher: labelMatchers(configured).join(',') }];
  return allNamings(namesOf(service, source.kind), source.serviceLabels);
}

/** Fails the question kindly when nothing of the service is there at all. */
export function refuseUnknown(metrics: ServiceMetrics, service: Service): void {
  if (Object.values(metrics).some((one) => one !== null)) return;
  throw new NotAsked(
    `no known metric names ${service.name} in any of the usual labels; set its prometheus name in the service catalogue, or service_label`,
  );
}
