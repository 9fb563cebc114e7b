import type { World } from '../../telemetry/world.ts';
import { keyOf, type Value } from '../prometheus/promql/values.ts';
import type { LogqlMetricQuery } from './logql-ast.ts';
import type { FoundLine } from './run-pipeline.ts';

const stats = {
  summary: {
    bytesProcessedPerSecond: 0,
    linesProcessedPerSecond: 0,
    totalBytesProcessed: 0,
    totalLinesProcessed: 0,
    execTime: 0,
  },
};

/** Lines in the order given, grouped by labels, newest or oldest first as asked. */
export function toStreamsResult(lines: readonly FoundLine[]): unknown {
  const streams = new Map<string, { stream: FoundLine['labels']; values: [string, string][] }>();
  for (const line of lines) {
    const key = keyOf(line.labels);
    const one = streams.get(key) ?? { stream: line.labels, values: [] };
    one.values.push([nanos(line), line.text]);
    streams.set(key, one);
  }
  return { resultType: 'streams', result: [...streams.values()], stats };
}

/** ms and sequence number as ns, so that no two lines share a moment. */
const nanos = (line: FoundLine) => `${line.at}${String(line.sequence % 1_000_000).padStart(6, '0')}`;

export function toVector(value: Value, at: number): unknown {
  if (value.type === 'scalar') return { resultType: 'scalar', result: [at / 1000, String(value.value)] };
  const samples = value.type === 'vector' ? value.samples : [];
  return {
    resultType: 'vector',
    result: samples.map((s) => ({ metric: s.labels, value: [at / 1000, String(s.value)] })),
    stats,
  };
}

/** Loki aligns the steps of a metric query to multiples of the step. */
export function toMatrix(
  evaluate: (query: LogqlMetricQuery, at: number) => Value,
  query: LogqlMetricQuery,
  span: { from: number; to: number; step: number },
): unknown {
  const series = new Map<string, { metric: Readonly<Record<string, string>>; values: [number, string][] }>();
  for (let at = Math.floor(span.from / span.step) * span.step; at <= span.to; at += span.step) {
    if (at < span.from) continue;
    const value = evaluate(query, at);
    for (const sample of value.type === 'vector' ? value.samples : []) {
      const key = keyOf(sample.labels);
      const one = series.get(key) ?? { metric: sample.labels, values: [] };
      one.values.push([at / 1000, String(sample.value)]);
      series.set(key, one);
    }
  }
  return { resultType: 'matrix', result: [...series.values()], stats };
}

/** Labels of every stream that has lines in the range: each pod at each level. */
export function streamsOf(world: World, span: { from: number; to: number }): Record<string, string>[] {
  return world.pods
    .filter((pod) => pod.from < span.to && pod.to > span.from)
    .flatMap((pod) => {
      const { service } = pod.replicaSet;
      const scripted = (world.scenario.logs ?? [])
        .filter((log) => log.service === service.name)
        .map((log) => log.level);
      return [...new Set(['info', 'warn', 'error', ...scripted])].map((level) => ({
        app: service.workload,
        container: service.workload,
        level,
        namespace: service.namespace,
        node: pod.node,
        pod: pod.name,
        service_name: service.name,
      }));
    });
}
