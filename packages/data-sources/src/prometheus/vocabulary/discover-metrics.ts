import type { Service, Window } from '@incidentfox/incident';
import { configuredNameOf, namesOf, type QuestionRun } from '../../answering/index.ts';
import type { WantedPlace } from '../../environment/wanted-place.ts';
import type { PrometheusDeps } from '../deps.ts';
import { inspectedMetrics } from '../inspections/all-inspections.ts';
import { maxPodsInQuery } from '../limits.ts';
import { allNamings, type Naming, type PossibleNaming, workloadNamings } from '../namings/namings.ts';
import type { PresentLabels } from '../namings/present-labels.ts';
import type { SeenNaming } from '../namings/seen-naming.ts';
import { type PlaceLookUp, placeSeries } from '../placing/place-naming.ts';
import { isOneOf, labelMatchers, literally, matches, selector } from '../queries.ts';
import { findFamilies } from '../requests/find-families.ts';
import { pickRequests } from '../requests/pick-requests.ts';
import { type CallGraphMetrics, callGraphs, clientFamilies } from './call-graphs.ts';
import { storeUps } from './capacities.ts';
import { knownMetrics, requestFamilies, workloadMetrics } from './families.ts';
import type { LookUp } from './look-up.ts';
import { namingsOfOthers } from './other-metrics.ts';
import { pickBacklogs, pickCapacities, pickMetric, pickStore } from './pick-metrics.ts';
import type { CallMetrics, RequestMetrics, ServiceMetrics } from './service-metrics.ts';

const workload: ReadonlySet<string> = new Set(Object.values(workloadMetrics).flat());
const onlyWorkload = (one: SeenNaming): SeenNaming => ({
  ...one,
  metrics: new Set([...one.metrics].filter((name) => workload.has(name))),
});

/**
 * Asks the index, not the data, under which labels the service is known and which metrics it has there. Cheap: lists of names only, and
 * only of labels that hold one of its names.
 */
export async function discoverMetrics(
  source: PrometheusDeps,
  service: Service,
  labels: PresentLabels,
  during: { span: Window; run: QuestionRun; wanted?: WantedPlace | undefined },
): Promise<ServiceMetrics> {
  const at: LookUp = { source, ...during };
  const present = await labels.names(during.span, during.run);
  const place: PlaceLookUp = { ...at, wanted: during.wanted, present, service };
  const graphs = callGraphs.filter(({ from }) => present.has(from));
  const [looked, calls] = await Promise.all([
    lookAtAll(at, service, labels, present),
    Promise.all(graphs.map((graph) => lookForCalls(at, graph, namesOf(service, source.kind), place))),
  ]);
  const atPlace = (some: readonly SeenNaming[]) => Promise.all(some.map((one) => lookAtPlace(at, place, one)));
  const [there, strange] = await Promise.all([
    atPlace(looked.filter(isTelling)),
    atPlace(namingsOfOthers(looked.filter((one) => !isTelling(one)))),
  ]);
  const named = foundIn(there);
  const requests = await pickRequests(at, named);
  const byPods = requests === null ? [] : await lookByPods(at, requests);
  const seen = [...named, ...byPods.map(onlyWorkload)];
  const pick = (candidates: readonly string[]) => pickMetric(seen, candidates, source.matchers);
  return {
    requests,
    cpu: pick(workloadMetrics.cpu),
    memory: pick(workloadMetrics.memory),
    restarts: pick(workloadMetrics.restarts),
    limits: pick(workloadMetrics.limits),
    throttled: pick(workloadMetrics.throttled),
    up: pick(storeUps),
    capacities: pickCapacities(seen, source.matchers),
    store: requests === null ? pickStore(named, source.matchers) : null,
    backlogs: pickBacklogs(named, source.matchers, { serves: requests !== null }),
    calls: [...calls.filter((one) => one !== null), ...pickClients(named, source.matchers)],
    inspected: [...named, ...byPods, ...foundIn(strange)],
    others: namingsOfOthers([...named, ...foundIn(strange)]),
    place: {
      told: there.find(({ told }) => told !== null)?.told ?? null,
      open: named.length > 0 ? null : (there.find(({ open }) => open !== null)?.open ?? null),
    },
  };
}

const foundIn = (there: readonly { readonly seen: SeenNaming | null }[]): SeenNaming[] =>
  there.flatMap(({ seen }) => (seen === null || seen.metrics.size === 0 ? [] : [seen]));

/** Every naming under which there is anything of the service. */
async function lookAtAll(
  at: LookUp,
  service: Service,
  labels: PresentLabels,
  present: ReadonlySet<string>,
): Promise<SeenNaming[]> {
  const configured = configuredNameOf(service, at.source.kind);
  const possible = namingsOf(at.source, service).filter(({ label }) => present.has(label));
  const namings =
    typeof configured === 'object'
      ? [{ label: '', matcher: labelMatchers(configured).join(',') }]
      : await labels.existing(possible, at.span, at.run);
  const looked = await Promise.all(namings.map((naming) => look(at, naming)));
  return looked.filter(({ metrics }) => metrics.size > 0);
}

/** Whether anything there is known, or looks like requests. */
const isTelling = (one: SeenNaming): boolean =>
  [...one.metrics].some((name) => knownMetrics.has(name) || inspectedMetrics.has(name)) ||
  findFamilies([one], requestFamilies).length > 0;

/** The same naming with only what is in the wanted place. Looked up again where anything had to be left out. */
async function lookAtPlace(
  at: LookUp,
  place: PlaceLookUp,
  found: SeenNaming,
): Promise<{ seen: SeenNaming | null; told: string | null; open: string | null }> {
  const known = [...found.metrics].filter((name) => knownMetrics.has(name));
  const metrics = known.length === 0 ? [] : [matches('__name__', known.map(literally).join('|'))];
  const { matchers, told, open } = await placeSeries(place, '', [...metrics, found.matcher, ...at.source.matchers]);
  if (matchers === null) return { seen: null, told, open };
  if (matchers.length === 0) return { seen: found, told, open };
  const naming = { label: found.label, matcher: [found.matcher, ...matchers].join(',') };
  return { seen: await look(at, naming), told, open };
}

/** Which metrics exist under a naming. */
async function look({ source, span, run }: LookUp, naming: Naming): Promise<SeenNaming> {
  const selected = `{${[naming.matcher, ...source.matchers].join(',')}}`;
  return { ...naming, metrics: new Set(await source.client.metricNames(selected, span, run)) };
}

/** The pods that serve the requests also find the containers of a workload that is called otherwise than the service. */
async function lookByPods(at: LookUp, { family, matchers, labels }: RequestMetrics): Promise<SeenNaming[]> {
  if (!labels.includes('pod')) return [];
  const serving = selector(family.requests, matchers);
  const pods = await at.source.client.labelValues('pod', serving, at.span, at.run);
  if (pods.length === 0 || pods.length > maxPodsInQuery) return [];
  return [await look(at, { label: 'pod', matcher: isOneOf('pod', pods) })];
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
  const matcher = [matches('__name__', wanted), caller, ...graph.own].join(',');
  const { metrics } = await look(at, { label: graph.from, matcher });
  if (!metrics.has(graph.requests)) return null;
  return { graph, matchers: [caller, ...graph.own, ...at.source.matchers], latency: latencyOf(graph, metrics) };
}

/** What the service's own client libraries measure of its calls. */
function pickClients(named: readonly SeenNaming[], always: readonly string[]): CallMetrics[] {
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

/** Every usual label with the service's names. */
function namingsOf(source: PrometheusDeps, service: Service): PossibleNaming[] {
  const names = namesOf(service, source.kind);
  const others = [...new Set([service.name, workloadOf(service)])].filter((name) => !names.includes(name));
  return [...allNamings(names, source.serviceLabels), ...(others.length === 0 ? [] : workloadNamings(others))];
}

/** What its pods are called: where the configured name is that of its exporter or its route, they are called otherwise. */
function workloadOf({ name, vendorNames: { kubernetes } }: Service): string {
  if (typeof kubernetes === 'string') return kubernetes.slice(kubernetes.lastIndexOf('/') + 1);
  return kubernetes?.workload ?? name;
}
