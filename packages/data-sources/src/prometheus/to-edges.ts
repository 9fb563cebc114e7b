import type { Edge, Window } from '@incidentfox/incident';
import type { VectorSample } from './responses.schema.ts';
import type { CallGraphMetrics } from './vocabulary/call-graphs.ts';

/** Samples by pair of services, joined into edges. A part that was not answered leaves its field out. */
export function toEdges(
  graph: Pick<CallGraphMetrics, 'from' | 'to' | 'scale'> & { readonly foundBy?: Edge['foundBy'] },
  answers: {
    rates: readonly VectorSample[];
    failed: readonly VectorSample[] | undefined;
    p95: readonly VectorSample[] | undefined;
  },
  observed: Window,
): Edge[] {
  return answers.rates.flatMap(({ metric, value: [, rate] }) => {
    const from = metric[graph.from];
    const to = metric[graph.to];
    if (!from || !to || from === to || rate === null || rate <= 0) return [];
    const same = ({ metric: other }: VectorSample) => other[graph.from] === from && other[graph.to] === to;
    const failedRate = answers.failed?.find(same)?.value[1] ?? 0;
    const p95 = answers.p95?.find(same)?.value[1] ?? null;
    const edge: Edge = { from, to, foundBy: graph.foundBy ?? 'service_graph', rate, observed };
    if (answers.failed !== undefined) edge.errorRatio = Math.min(1, failedRate / rate);
    if (p95 !== null) edge.p95 = p95 * graph.scale;
    return [edge];
  });
}
