import type { Service, Window } from '@incidentfox/incident';
import { configuredNameOf, namesOf, type QuestionRun } from '../../answering/index.ts';
import type { WantedPlace } from '../../environment/wanted-place.ts';
import type { PrometheusDeps } from '../deps.ts';
import { maxPodsInQuery } from '../limits.ts';
import { type PlaceLookUp, placeSeries } from '../placing/place-naming.ts';
import { isOneOf, labelMatchers, matches, selector } from '../queries.ts';
import { type CallGraphMetrics, callGraphs, clientFamilies } from './call-graphs.ts';
import { storeUps } from './capacities.ts';
import { knownMetrics, workloadMetrics } from './families.ts';
import { allNamings, type Naming, workloadNamings } from './namings.ts';
import {
  pickBacklogs,
  pickCapacities,
  pickFailed,
  pickFamily,
  pickLatency,
  pickMetric,
  pickStore,
  type Seen,
} from './pick-metrics.ts';
import type { CallMetrics, RequestMetrics, ServiceMetrics } from './service-metrics.ts';

const workload: string = Object.values(workloadMetrics).flat().join('|');

/** What the look-ups of one service share. */
interface LookUp {
  readonly source: PrometheusDeps;
  readonly span: Window;
  readonly run: QuestionRun;
}

/**
 * Asks the index, not the data, under which label the service is known and which metric families it has. Cheap: lists of
 * names only, and only of labels that are `present` on some series.
 */
export async function discoverMetrics(
  source: PrometheusDeps,
  service: Service,
  present: ReadonlySet<string>,
  during: { span: Window; run: QuestionRun; wanted?: WantedPlace | undefined },
): Promise<ServiceMetrics> {
  const at: LookUp = { source, ...during };
  const place: PlaceLookUp = { ...at, wanted: during.wanted, present, service };
  const namings = namingsOf(source, service).filter(({ label }) => label === '' || present.has(label));
  const graphs = callGraphs.filter(({ from }) => present.has(from));
  const [looked, calls] = await Promise.all([
    Promise.all(namings.map((naming) => look(at, naming, knownMetrics))),
    Promise.all(graphs.map((graph) => lookForCalls(at, graph, namesOf(service, source.kind), place))),
  ]);
  const there = await Promise.all(
    looked.filter((one) => one.metrics.size > 0).map((one) => lookAtPlace(at, place, one)),
  );
  const named = there.flatMap(({ seen: one }) => (one === null || one.metrics.size === 0 ? [] : [one]));
  const found = await pickRequests(at, named);
  const seen = [...named, ...(found === null ? [] : await lookByPods(at, found))];
  const pick = (candidates: readonly string[]) => pickMetric(seen, candidates, source.matchers);
  return {
    requests: found?.requests ?? null,
    cpu: pick(workloadMetrics.cpu),
    memory: pick(workloadMetrics.memory),
    restarts: pick(workloadMetrics.restarts),
    limits: pick(workloadMetrics.limits),
    throttled: pick(workloadMetrics.throttled),
    up: pick(storeUps),
    capacities: pickCapacities(seen, source.matchers),
    store: found === null ? pickStore(named, source.matchers) : null,
    backlogs: pickBacklogs(named, source.matchers, { serves: found !== null }),
    calls: [...calls.filter((one) => one !== null), ...pickClients(named, source.matchers)],
    place: {
      told: there.find(({ told }) => told !== null)?.told ?? null,
      open: named.length > 0 ? null : (there.find(({ open }) => open !== null)?.open ?? null),
    },
  };
}

/** The same naming with only what is in the wanted place. Looked up again where anything had to be left out. */
async function lookAtPlace(
  at: LookUp,
  place: PlaceLookUp,
  found: Seen,
): Promise<{ seen: Seen | null; told: string | null; open: string | null }> {
  const metrics = matches('__name__', [...found.metrics].join('|'));
  const { matchers, told, open } = await placeSeries(place, '', [metrics, found.matcher, ...at.source.matchers]);
  if (matchers === null) return { seen: null, told, open };
  if (matchers.length === 0) return { seen: found, told, open };
  const naming = { label: found.label, matcher: [found.matcher, ...matchers].join(',') };
  return { seen: await look(at, naming, knownMetrics), told, open };
}

/** Which of the metrics exist under a naming. */
async function look({ source, span, run }: LookUp, naming: Naming, metrics: string): Promise<Seen> {
  const selected = `{${[matches('__name__', metrics), naming.matcher, ...source.matchers].join(',')}}`;
  return { ...naming, metrics: new Set(await source.client.metricNames(selected, span, run)) };
}

async function pickRequests(
  { source, span, run }: LookUp,
  seen: readonly Seen[],
): Promise<{ requests: RequestMetrics; labels: readonly string[] } | null> {
  const picked = pickFamily(seen);
  if (picked === null) return null;
  const { family, naming } = picked;
  const matchers = [naming.matcher, ...family.own, ...source.matchers];
  const labels = await source.client.labelNames(selector(family.requests, matchers), span, run);
  return {
    requests: {
      family,
      matchers,
      labels,
      failed: pickFailed(family, labels),
      latency: pickLatency(family, naming.metrics),
    },
    labels,
  };
}

/** The pods that serve the requests also find the containers of a workload that is called otherwise than the service. */
async function lookByPods(
  at: LookUp,
  { requests, labels }: { requests: RequestMetrics; labels: readonly string[] },
): Promise<Seen[]> {
  if (!labels.includes('pod')) return [];
  const serving = selector(requests.family.requests, requests.matchers);
  const pods = await at.source.client.labelValues('pod', serving, at.span, at.run);
  if (pods.length === 0 || pods.length > maxPodsInQuery) return [];
  return [await look(at, { label: 'pod', matcher: isOneOf('pod', pods) }, workload)];
}

async function lookForCalls(
  at: LookUp,
  graph: CallGraphMetrics,
  names: readonly string[],
  place: PlaceLookUp,
): Promise<CallMetrics | null> {
  const named = isOneOf(graph.from, names);
  const placed = await placeSeries(place, graph.requests, [named, ...graph.own, ...at.source.matchers]);
  if (placed.matchers === null) return null;
  const caller = [named, ...placed.matchers].join(',');
  const suffixes = ['_bucket', '_sum'];
  const wanted = [
    graph.requests,
    ...graph.latency.flatMap(({ histogram }) => suffixes.map((suffix) => histogram + suffix)),
  ].join('|');
  const { metrics } = await look(at, { label: graph.from, matcher: [caller, ...graph.own].join(',') }, wanted);
  if (!metrics.has(graph.requests)) return null;
  return { graph, matchers: [caller, ...graph.own, ...at.source.matchers], latency: latencyOf(graph, metrics) };
}

/** What the service's own client libraries measure of its calls. */
function pickClients(named: readonly Seen[], always: readonly string[]): CallMetrics[] {
  return clientFamilies.flatMap((family): CallMetrics[] => {
    const naming = named.find(({ metrics }) => metrics.has(family.requests));
    if (naming === undefined) return [];
    const graph: CallGraphMetrics = { ...family, from: naming.label };
    const matchers = [naming.matcher, ...family.own, ...always];
    return [{ graph, matchers, latency: latencyOf(graph, naming.metrics) }];
  });
}

function latencyOf(graph: CallGraphMetrics, metrics: ReadonlySet<string>): CallMetrics['latency'] {
  return graph.latency.flatMap((one) => {
    const buckets = metrics.has(`${one.histogram}_bucket`);
    return buckets || metrics.has(`${one.histogram}_sum`) ? [{ ...one, buckets }] : [];
  });
}

/** Labels given outright in the catalogue, or every usual label with the service's names. */
function namingsOf(source: PrometheusDeps, service: Service): Naming[] {
  const configured = configuredNameOf(service, source.kind);
  const names = namesOf(service, source.kind);
  if (typeof configured === 'object') return [{ label: '', matcher: labelMatchers(configured).join(',') }];
  const others = [...new Set([service.name, workloadOf(service)])].filter((name) => !names.includes(name));
  return [...allNamings(names, source.serviceLabels), ...(others.length === 0 ? [] : workloadNamings(others))];
}

/** What its pods are called: where the configured name is that of its exporter or its route, they are called otherwise. */
function workloadOf({ name, vendorNames: { kubernetes } }: Service): string {
  if (typeof kubernetes === 'string') return kubernetes.slice(kubernetes.lastIndexOf('/') + 1);
  return kubernetes?.workload ?? name;
}
