import type { Edge } from '@incidentfox/incident';
import { namesOf, type QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import type { PrometheusDeps } from './deps.ts';
import { placeOfGraph } from './placing/place-graph.ts';
import { isOneOf, perSecondBy, quantileOf, selector } from './queries.ts';
import { toEdges } from './to-edges.ts';
import { type CallGraphMetrics, callGraphs } from './vocabulary/call-graphs.ts';

/** Who calls the service and whom it calls, over the window. */
export async function askTopology(source: PrometheusDeps, question: Question, run: QuestionRun): Promise<Edge[]> {
  const names = namesOf(question.service, source.kind);
  const sides = callGraphs.flatMap((graph) => [graph.from, graph.to].map((side) => ({ graph, side })));
  const found = await Promise.all(
    sides.map(({ graph, side }) => askSide(source, question, run, { graph, matcher: isOneOf(side, names) })),
  );
  return found.flat().map((edge) => ({
    ...edge,
    from: names.includes(edge.from) ? question.service.name : edge.from,
    to: names.includes(edge.to) ? question.service.name : edge.to,
  }));
}

async function askSide(
  source: PrometheusDeps,
  question: Question,
  run: QuestionRun,
  { graph, matcher }: { graph: CallGraphMetrics; matcher: string },
): Promise<Edge[]> {
  const seconds = (question.window.to - question.window.from) / 1000;
  const by = [graph.from, graph.to];
  const place = await placeOfGraph(source, question, run, graph, [matcher]);
  if (place === null) return [];
  const of = (metric: string, more: readonly string[] = []) =>
    selector(metric, [matcher, ...place, ...graph.own, ...more, ...source.matchers]);
  const rate = perSecondBy(by, of(graph.requests), seconds);
  run.query(rate);
  run.deepLink(source.linkTo(rate, question.window));
  const rates = await run.part(`calls by ${graph.requests}`, () => source.client.query(rate, question.window.to, run));
  if (rates === undefined || rates.length === 0) return [];
  const [failed, p95] = await Promise.all([
    run.part('failed calls', () =>
      source.client.query(
        perSecondBy(by, of(graph.failed.metric, graph.failed.matchers), seconds),
        question.window.to,
        run,
      ),
    ),
    run.part('latency of calls', () =>
      source.client.query(
        quantileOf(0.95, of(`${graph.latency.at(-1)?.histogram}_bucket`), seconds, by),
        question.window.to,
        run,
      ),
    ),
  ]);
  return toEdges(graph, { rates, failed, p95 }, question.window);
}
