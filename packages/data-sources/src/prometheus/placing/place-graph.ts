import { type QuestionRun, spanOf } from '../../answering/index.ts';
import type { Question, SweepQuestion } from '../../data-source.ts';
import type { PrometheusDeps } from '../deps.ts';
import { selector } from '../queries.ts';
import type { CallGraphMetrics } from '../vocabulary/call-graphs.ts';
import { placeSeries } from './place-naming.ts';

/** Matchers for the wanted place on what reports calls; null when it reports none there. */
export async function placeOfGraph(
  source: PrometheusDeps,
  question: Question | SweepQuestion,
  run: QuestionRun,
  graph: Pick<CallGraphMetrics, 'requests' | 'own'>,
  matchers: readonly string[],
): Promise<readonly string[] | null> {
  return placeOfMetric(source, question, run, graph.requests, [...matchers, ...graph.own, ...source.matchers]);
}

/** The same for any metric, with the labels it has. */
export async function placeOfMetric(
  source: PrometheusDeps,
  question: Question | SweepQuestion,
  run: QuestionRun,
  metric: string,
  matchers: readonly string[],
): Promise<readonly string[] | null> {
  const span = spanOf(question);
  const present = new Set(await source.client.labelNames(selector(metric, matchers), span, run));
  const service = 'service' in question ? question.service : null;
  const placed = await placeSeries({ source, span, run, wanted: question.place, present, service }, metric, matchers);
  if (placed.told !== null) run.warn(placed.told);
  return placed.matchers;
}
