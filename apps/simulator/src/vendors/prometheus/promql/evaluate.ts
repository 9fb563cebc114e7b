import type { RawSeries, SeriesStore } from '../../../telemetry/raw-series.ts';
import { aggregate } from './aggregate.ts';
import { type Expr, type Matcher, QueryFault, type Selector } from './ast.ts';
import { combine } from './binary.ts';
import { callFunction } from './functions.ts';
import { type Value, vector, withoutName } from './values.ts';

/** Prometheus looks this far back for the last sample of a series. */
const lookbackMs = 300_000;

/** Evaluates one parsed query at any number of moments; series are looked up once. */
export function createEvaluation(store: SeriesStore): (expr: Expr, at: number) => Value {
  const selected = new Map<Selector, readonly RawSeries[]>();
  const seriesOf = (selector: Selector) => {
    const cached = selected.get(selector) ?? select(store, selector.matchers);
    selected.set(selector, cached);
    return cached;
  };
  const evaluate = (expr: Expr, at: number): Value => {
    switch (expr.kind) {
      case 'number':
        return { type: 'scalar', value: expr.value };
      case 'string':
        return { type: 'string', value: expr.value };
      case 'selector':
        return expr.rangeMs === null
          ? instant(store, seriesOf(expr), at - expr.offsetMs)
          : range(store, seriesOf(expr), at - expr.offsetMs, expr.rangeMs);
      case 'call':
        return callFunction(
          expr.name,
          expr.args.map((arg) => evaluate(arg, at)),
          at,
        );
      case 'negate':
        return negate(evaluate(expr.of, at));
      case 'binary':
        return combine(expr, evaluate(expr.left, at), evaluate(expr.right, at));
      case 'aggregation': {
        const of = evaluate(expr.of, at);
        const param = expr.param ? evaluate(expr.param, at) : null;
        if (of.type !== 'vector')
          throw new QueryFault('parse error: expected type instant vector in aggregation expression');
        return vector(aggregate(expr, of.samples, param?.type === 'scalar' ? param.value : Number.NaN));
      }
    }
  };
  return evaluate;
}

/** Series whose labels fit all matchers. A missing label is an empty one; regular expressions match the whole value. */
export function select(store: SeriesStore, matchers: readonly Matcher[]): readonly RawSeries[] {
  const name = matchers.find((m) => m.label === '__name__' && m.op === '=');
  const tests = matchers.map(toTest);
  return (name ? store.named(name.value) : store.all()).filter((series) => tests.every((test) => test(series.labels)));
}

function toTest({ label, op, value }: Matcher): (labels: Readonly<Record<string, string>>) => boolean {
  if (op === '=') return (labels) => (labels[label] ?? '') === value;
  if (op === '!=') return (labels) => (labels[label] ?? '') !== value;
  const regex = toRegex(value);
  return (labels) => regex.test(labels[label] ?? '') === (op === '=~');
}

function toRegex(pattern: string): RegExp {
  try {
    return pattern.startsWith('(?i)')
      ? new RegExp(`^(?:${pattern.slice(4)})$`, 'is')
      : new RegExp(`^(?:${pattern})$`, 's');
  } catch {
    throw new QueryFault(`parse error: error parsing regexp: ${pattern}`);
  }
}

function instant(store: SeriesStore, series: readonly RawSeries[], at: number): Value {
  const times = store.times();
  const index = lastIndexAt(times, at);
  const isFresh = index >= 0 && at - (times[index] ?? 0) < lookbackMs;
  if (!isFresh) return vector([]);
  return vector(
    series.flatMap(({ labels, values }) => {
      const value = values()[index] ?? Number.NaN;
      // No sample in the latest scrape: the series is stale.
      return Number.isNaN(value) ? [] : [{ labels, value }];
    }),
  );
}

function range(store: SeriesStore, series: readonly RawSeries[], to: number, rangeMs: number): Value {
  const times = store.times();
  const from = to - rangeMs;
  const first = lastIndexAt(times, from) + 1;
  const last = lastIndexAt(times, to);
  const ranges = series.map(({ labels, values }) => ({ labels, times, values: values(), first, last, from, to }));
  return { type: 'matrix', ranges };
}

function lastIndexAt(times: readonly number[], at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function negate(value: Value): Value {
  if (value.type === 'scalar') return { type: 'scalar', value: -value.value };
  if (value.type === 'vector')
    return vector(value.samples.map((s) => ({ labels: withoutName(s.labels), value: -s.value })));
  throw new QueryFault('parse error: unary expression only allowed on expressions of type scalar or instant vector');
}
