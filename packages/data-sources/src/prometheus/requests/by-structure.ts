import { usualOutcomes } from './outcomes.ts';
import { applicationLabels, type RequestFamily, type TimeUnit } from './request-family.ts';

/** What a service asks of others, or what only watches it, is not what it serves. */
export const notServed =
  /(?:^|_)(?:client|outgoing|outbound|upstream|downstream|egress|external|prometheus|promhttp|metrics?|exporter|scrape|probe|health|db|sql|query|queries|redis|cache|kafka|s3|connect|dns|gc|cleanup)(?:_|$)/;
/** Exporters of platforms, machines and stores: what they call requests and calls is something else. */
const otherExporters =
  /^(?:kube|kubelet|container|node|pg|postgres|mysql|redis|mongodb|memcached|elasticsearch|opensearch|rabbitmq|kafka|kminion|burrow|celery|jvm|hikaricp|process|go|python|nodejs|dotnet|system|windows|cloudprovider|workqueue|rest|etcd|cadvisor|machine|net|disk)_/;
const requestWords =
  /(?:^|_)(?:requests?|http|rpcs?|grpc|calls?|responses?|transactions?|operations?|server|handler)(?:_|$)/;
const timeWords =
  /(?:^|_)(?:duration|latency|latencies|time|elapsed|seconds|milliseconds|ms|handling|processing)(?:_|$)/;
const notTime = /(?:^|_)(?:bytes|size|length|age|wait|waiting|queue|start|created)(?:_|$)/;

const units: readonly (readonly [RegExp, TimeUnit])[] = [
  [/_(?:milliseconds|millis|ms)$/, 'ms'],
  [/_(?:microseconds|micros|us)$/, 'us'],
  [/_(?:nanoseconds|nanos|ns)$/, 'ns'],
];

/** The unit that a name ends in; seconds where it does not say. */
export const unitIn = (name: string): TimeUnit => units.find(([ending]) => ending.test(name))?.[1] ?? 's';

/** Most candidates that are looked at: each costs a look-up of its labels. */
const maxCandidates = 3;

/**
 * Requests by their shape, for names that nobody knows: a histogram or summary of a duration whose count counts requests, and a counter
 * of requests beside it. Most telling first.
 */
export function familiesByStructure(metrics: ReadonlySet<string>): RequestFamily[] {
  const names = [...metrics].filter((name) => !notServed.test(name) && !otherExporters.test(name)).sort();
  const durations = names
    .filter((name) => name.endsWith('_count') && metrics.has(`${name.slice(0, -6)}_sum`))
    .map((name) => name.slice(0, -6))
    .filter((name) => timeWords.test(name) && !notTime.test(name));
  const counters = names.filter(
    (name) => requestWords.test(name) && name.endsWith('_total') && !isPartial.test(name) && !notTime.test(name),
  );
  const byCounter = counters.map((requests) =>
    family(requests, nearest(requests, durations), failuresBeside(requests, names)),
  );
  const byCount = durations
    .filter((name) => requestWords.test(name))
    .map((name) => family(`${name}_count`, [name], failuresBeside(name, names)));
  return [...byCounter, ...byCount].slice(0, maxCandidates);
}

/** Counts some of the requests only, or something about them. */
const isPartial =
  /(?:^|_)(?:errors?|failed|failures?|exceptions?|in_?flight|active|pending|dropped|rejected|retried|retries|slow|timeouts?|duration|bytes)(?:_|$)/;

const family = (requests: string, histograms: readonly string[], failures: readonly string[]): RequestFamily => ({
  title: 'by its shape',
  requests,
  own: [],
  failed: [...usualOutcomes, ...failures.map((metric) => ({ metric }))],
  latency: histograms.map((histogram) => ({ histogram, unit: unitIn(histogram) })),
  labels: applicationLabels,
});

/** Durations by how many parts of their name they have in common with the counter. */
function nearest(counter: string, durations: readonly string[]): string[] {
  const parts = new Set(counter.split('_'));
  const common = (name: string) => name.split('_').filter((part) => parts.has(part) && part !== 'total').length;
  return [...durations].filter((name) => common(name) > 0).sort((a, b) => common(b) - common(a));
}

/** `orders_request_errors_total` beside `orders_requests_total`. */
function failuresBeside(requests: string, names: readonly string[]): string[] {
  const stem = requests.replace(/_(?:total|count)$/, '').replace(/_?(?:requests?|calls?|duration.*|latency.*)$/, '');
  if (stem === '') return [];
  return names.filter(
    (name) => name.startsWith(`${stem}_`) && /_(?:errors?|failed|failures?|exceptions?)(?:_total)?$/.test(name),
  );
}
