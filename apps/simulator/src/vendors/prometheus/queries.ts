import { type Expr, QueryFault } from './promql/ast.ts';
import { parsePromql } from './promql/parse.ts';
import { keyOf, type PromSample, samplesIn, type Value } from './promql/values.ts';
import { readStep, readTime } from './read-time.ts';

type Evaluation = (expr: Expr, at: number) => Value;

/** Above this the real server refuses. */
const maxPoints = 11_000;

export function answerQuery(evaluate: Evaluation, parameters: URLSearchParams, now: number): unknown {
  const at = readTime(parameters.get('time'), now);
  const value = evaluate(parsePromql(queryOf(parameters)), at);
  if (value.type === 'scalar') return { resultType: 'scalar', result: [at / 1000, numberText(value.value)] };
  if (value.type === 'string') return { resultType: 'string', result: [at / 1000, value.value] };
  if (value.type === 'vector') {
    const result = value.samples.map((sample) => ({
      metric: sample.labels,
      value: [at / 1000, numberText(sample.value)],
    }));
    return { resultType: 'vector', result };
  }
  const result = value.ranges.flatMap((range) => {
    const values = samplesIn(range).map(([moment, number]) => [moment / 1000, numberText(number)]);
    return values.length > 0 ? [{ metric: range.labels, values }] : [];
  });
  return { resultType: 'matrix', result };
}

export function answerQueryRange(evaluate: Evaluation, parameters: URLSearchParams): unknown {
  const from = readTime(parameters.get('start'), Number.NaN);
  const to = readTime(parameters.get('end'), Number.NaN);
  const step = readStep(parameters.get('step'));
  if (Number.isNaN(from) || Number.isNaN(to)) throw new QueryFault('start and end are needed');
  if (to < from) throw new QueryFault('end timestamp must not be before start time');
  if ((to - from) / step > maxPoints) {
    throw new QueryFault(
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  const expr = parsePromql(queryOf(parameters));
  const series = new Map<string, { metric: PromSample['labels']; values: [number, string][] }>();
  for (let at = from; at <= to; at += step) {
    for (const sample of samplesOf(evaluate(expr, at))) {
      const key = keyOf(sample.labels);
      const one = series.get(key) ?? { metric: sample.labels, values: [] };
      one.values.push([at / 1000, numberText(sample.value)]);
      series.set(key, one);
    }
  }
  return { resultType: 'matrix', result: [...series.values()] };
}

function queryOf(parameters: URLSearchParams): string {
  const query = parameters.get('query');
  if (query === null || query === '')
    throw new QueryFault('unknown position: parse error: no expression found in input');
  return query;
}

function samplesOf(value: Value): readonly PromSample[] {
  if (value.type === 'vector') return value.samples;
  if (value.type === 'scalar') return [{ labels: {}, value: value.value }];
  throw new QueryFault(
    `invalid expression type "${value.type === 'matrix' ? 'range vector' : value.type}" for range query, must be Scalar or instant Vector`,
  );
}

/** As Go prints floats where it matters to readers: NaN, +Inf, -Inf. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return String(value);
}
