import type { LogStore } from '../../telemetry/log-lines.ts';
import { aggregate } from '../prometheus/promql/aggregate.ts';
import { combine } from '../prometheus/promql/binary.ts';
import { keyOf, type PromSample, type Value, vector } from '../prometheus/promql/values.ts';
import type { LogqlMetricQuery } from './logql-ast.ts';
import { runPipeline } from './run-pipeline.ts';

type Counted = Extract<LogqlMetricQuery, { kind: 'count' }>;
interface Stream {
  readonly labels: Readonly<Record<string, string>>;
  /** Ascending. */
  readonly at: number[];
  readonly bytes: number[];
}

/** Prepares a metric query for moments between `from` and `to`; lines are read once. */
export function createLogEvaluation(
  store: LogStore,
  from: number,
  to: number,
): (query: LogqlMetricQuery, at: number) => Value {
  const read = new Map<Counted, Stream[]>();
  const streamsOf = (query: Counted) => {
    const cached = read.get(query);
    if (cached) return cached;
    const streams = toStreams(store, query, from, to);
    read.set(query, streams);
    return streams;
  };
  const evaluate = (query: LogqlMetricQuery, at: number): Value => {
    switch (query.kind) {
      case 'number':
        return { type: 'scalar', value: query.value };
      case 'count':
        return vector(countAt(query, streamsOf(query), at));
      case 'aggregate': {
        const of = evaluate(query.of, at);
        const samples = of.type === 'vector' ? of.samples : [];
        return vector(
          aggregate(
            {
              kind: 'aggregation',
              op: query.op,
              grouping: query.grouping,
              param: null,
              of: { kind: 'number', value: 0 },
            },
            samples,
            query.param ?? 0,
          ),
        );
      }
      case 'binary':
        return combine(
          {
            kind: 'binary',
            op: query.op,
            left: { kind: 'number', value: 0 },
            right: { kind: 'number', value: 0 },
            returnBool: false,
            matching: { how: 'ignoring', labels: [] },
            many: null,
          },
          evaluate(query.left, at),
          evaluate(query.right, at),
        );
    }
  };
  return evaluate;
}

function toStreams(store: LogStore, query: Counted, from: number, to: number): Stream[] {
  const streams = new Map<string, Stream>();
  for (const line of runPipeline(store, query.of, from - query.rangeMs - query.offsetMs, to - query.offsetMs + 1)) {
    const key = keyOf(line.labels);
    const stream = streams.get(key) ?? { labels: line.labels, at: [], bytes: [] };
    stream.at.push(line.at);
    stream.bytes.push(Buffer.byteLength(line.text));
    streams.set(key, stream);
  }
  return [...streams.values()];
}

function countAt(query: Counted, streams: readonly Stream[], moment: number): PromSample[] {
  const to = moment - query.offsetMs;
  const from = to - query.rangeMs;
  return streams.flatMap((stream) => {
    // (from, to], as Loki counts.
    const first = firstAfter(stream.at, from);
    const last = firstAfter(stream.at, to);
    if (last === first) return [];
    const count = query.fn.startsWith('bytes')
      ? stream.bytes.slice(first, last).reduce((sum, b) => sum + b, 0)
      : last - first;
    const isRate = query.fn === 'rate' || query.fn === 'bytes_rate';
    return [{ labels: stream.labels, value: isRate ? count / (query.rangeMs / 1000) : count }];
  });
}

function firstAfter(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
