import type { Edge } from '@incidentfox/incident';
import type { Ask } from '../data-source.ts';
import { type Asking, namesOf } from '../execution/index.ts';
import { type CallGraphMetrics, callGraphs } from './call-graphs.ts';
import { isOneOf, perSecondBy, quantileOf, selector } from './queries.ts';
import type { PrometheusSource } from './source.ts';
import { toEdges } from './to-edges.ts';

/** Who calls the service and whom it calls, over the window. */
export async function askTopology(source: PrometheusSource, ask: Ask, asking: Asking): Promise<Edge[]> {
  const names = namesOf(ask.service, source.kind);
  const sides = callGraphs.flatMap((graph) => [graph.from, graph.to].map((side) => ({ graph, side })));
  const found = await Promise.all(
    sides.map(({ graph, side }) => askSide(source, ask, asking, { graph, matcher: isOneOf(side, names) })),
  );
  return found.flat().map((edge) => ({
    ...edge,
    from: names.includes(edge.from) ? ask.service.name : edge.from,
    to: names.includes(edge.to) ? ask.service.name : edge.to,
  }));
}

async function askSide(
  source: PrometheusSource,
  ask: Ask,
  asking: Asking,
  { graph, matcher }: { graph: CallGraphMetrics; matcher: string },
): Promise<Edge[]> {
  const seconds = (ask.window.to - ask.window.from) / 1000;
  const by = [graph.from, graph.to];
  const of = (metric: string, more: readonly string[] = []) =>
    selector(metric, [matcher, ...graph.own, ...more, ...source.matchers]);
  const rate = perSecondBy(by, of(graph.requests), seconds);
  asking.query(rate);
  asking.deepLink(source.linkTo(rate, ask.window));
  const rates = await asking.part(`calls by ${graph.requests}`, () => source.client.query(rate, ask.window.to, asking));
  if (rates === undefined || rates.length === 0) return [];
  const [failed, p95] = await Promise.all([
    asking.part('failed calls', () =>
      source.client.query(
        perSecondBy(by, of(graph.failed.metric, graph.failed.matchers), seconds),
        ask.window.to,
        asking,
      ),
    ),
    asking.part('latency of calls', () =>
      source.client.query(
        quantileOf(0.95, of(`${graph.latency.at(-1)?.histogram}_bucket`), seconds, by),
        ask.window.to,
        asking,
      ),
    ),
  ]);
  return toEdges(graph, { rates, failed, p95 }, ask.window);
}
