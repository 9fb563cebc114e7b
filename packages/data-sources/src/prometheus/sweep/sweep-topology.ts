import type { Edge } from '@incidentfox/incident';
import { type QuestionRun, spanOf } from '../../answering/index.ts';
import type { SweepQuestion } from '../../data-source.ts';
import { serviceIn } from '../../service-identity/pick-label.ts';
import type { PrometheusDeps } from '../deps.ts';
import { placeOfGraph } from '../placing/place-graph.ts';
import { perSecondBy, selector } from '../queries.ts';
import { toEdges } from '../to-edges.ts';
import { type CallGraphMetrics, callGraphs, clientFamilies } from '../vocabulary/call-graphs.ts';
import { requestFamilies } from '../vocabulary/families.ts';
import { labelOfServices, presentMetrics } from './plan-sweep.ts';

/** Labels that hold the caller on what its client library measures: those of what it serves. */
const callerLabels = [...new Set(requestFamilies.flatMap(({ labels }) => labels))];

/** Every call that a service graph, a mesh or the callers' client libraries report, with its rate over the window. */
export async function sweepTopology(
  source: PrometheusDeps,
  question: SweepQuestion,
  run: QuestionRun,
): Promise<Edge[]> {
  const wanted = [...callGraphs, ...clientFamilies].map(({ requests }) => requests);
  const present = await presentMetrics(source, question, run, wanted);
  const isPresent = ({ requests }: { requests: string }) => present.has(requests);
  const clients = clientFamilies.filter(isPresent).map((family) => withCaller(source, question, run, family));
  const graphs: SweptGraph[] = [
    ...callGraphs.filter(isPresent),
    ...(await Promise.all(clients)).filter((one) => one !== null),
  ];
  const edges = await Promise.all(graphs.map((graph) => askGraph(source, question, run, graph)));
  return edges.flat();
}

type SweptGraph = CallGraphMetrics & { readonly foundBy?: Edge['foundBy'] };

async function withCaller(
  source: PrometheusDeps,
  question: SweepQuestion,
  run: QuestionRun,
  family: (typeof clientFamilies)[number],
): Promise<SweptGraph | null> {
  const metric = selector(family.requests, [...family.own, ...source.matchers]);
  const labels = await source.client.labelNames(metric, spanOf(question), run);
  if (!labels.includes(family.to)) return null;
  const from = await labelOfServices(source, question, run, { metric, labels, usual: callerLabels });
  return from === null ? null : { ...family, from, foundBy: 'client_metrics' };
}

async function askGraph(
  source: PrometheusDeps,
  question: SweepQuestion,
  run: QuestionRun,
  graph: SweptGraph,
): Promise<Edge[]> {
  const seconds = (question.window.to - question.window.from) / 1000;
  const place = await placeOfGraph(source, question, run, graph, []);
  if (place === null) return [];
  const of = (metric: string, more: readonly string[] = []) =>
    selector(metric, [...place, ...graph.own, ...more, ...source.matchers]);
  const ask = (text: string, what: string) => {
    run.query(text);
    return run.part(what, () => source.client.query(text, question.window.to, run));
  };
  const by = [graph.from, graph.to];
  const [rates, failed] = await Promise.all([
    ask(perSecondBy(by, of(graph.requests), seconds), `calls by ${graph.requests}`),
    ask(perSecondBy(by, of(graph.failed.metric, graph.failed.matchers), seconds), 'failed calls'),
  ]);
  if (rates === undefined) return [];
  return toEdges(graph, { rates, failed, p95: undefined }, question.window).map((edge) => ({
    ...edge,
    from: serviceIn(edge.from),
    to: edge.to,
  }));
}
