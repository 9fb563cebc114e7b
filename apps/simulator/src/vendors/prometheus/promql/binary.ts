import { type Binary, QueryFault } from './ast.ts';
import { except, keyOf, only, type PromSample, type Value, vector, withoutName } from './values.ts';

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};

const comparison: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

export function combine(expr: Binary, left: Value, right: Value): Value {
  if (left.type === 'scalar' && right.type === 'scalar')
    return { type: 'scalar', value: onScalars(expr, left.value, right.value) };
  if (left.type === 'vector' && right.type === 'vector') return vector(onVectors(expr, left.samples, right.samples));
  if (left.type === 'vector' && right.type === 'scalar') {
    return vector(left.samples.flatMap((s) => one(expr, s, s.value, right.value, s.value)));
  }
  if (left.type === 'scalar' && right.type === 'vector') {
    return vector(right.samples.flatMap((s) => one(expr, s, left.value, s.value, s.value)));
  }
  throw new QueryFault('parse error: binary expression must contain only scalar and instant vector types');
}

function onScalars(expr: Binary, a: number, b: number): number {
  const compare = comparison[expr.op];
  if (compare) return Number(compare(a, b));
  const compute = arithmetic[expr.op];
  if (!compute) throw new QueryFault(`parse error: set operator "${expr.op}" not allowed in binary scalar expression`);
  return compute(a, b);
}

/** Zero or one sample: a comparison without `bool` keeps the sample or drops it. */
function one(expr: Binary, sample: PromSample, a: number, b: number, kept: number): PromSample[] {
  const compare = comparison[expr.op];
  if (compare && expr.returnBool) return [{ labels: withoutName(sample.labels), value: Number(compare(a, b)) }];
  if (compare) return compare(a, b) ? [{ labels: sample.labels, value: kept }] : [];
  const compute = arithmetic[expr.op];
  if (!compute)
    throw new QueryFault(`parse error: set operator "${expr.op}" not allowed between a scalar and a vector`);
  return [{ labels: withoutName(sample.labels), value: compute(a, b) }];
}

function onVectors(expr: Binary, left: readonly PromSample[], right: readonly PromSample[]): PromSample[] {
  const labelsOf = (sample: PromSample) =>
    expr.matching.how === 'on'
      ? only(sample.labels, expr.matching.labels)
      : except(sample.labels, expr.matching.labels);
  const signature = (sample: PromSample) => keyOf(labelsOf(sample));
  const onRight = new Set(right.map(signature));
  if (expr.op === 'and') return left.filter((sample) => onRight.has(signature(sample)));
  if (expr.op === 'unless') return left.filter((sample) => !onRight.has(signature(sample)));
  if (expr.op === 'or') {
    const onLeft = new Set(left.map(signature));
    return [...left, ...right.filter((sample) => !onLeft.has(signature(sample)))];
  }
  const [manySide, oneSide] = expr.many === 'right' ? [right, left] : [left, right];
  const partners = new Map<string, PromSample>();
  for (const sample of oneSide) {
    if (partners.has(signature(sample)))
      throw new QueryFault(
        'found duplicate series for the match group on one side of the operation: many-to-many matching not allowed',
      );
    partners.set(signature(sample), sample);
  }
  return manySide.flatMap((sample) => {
    const partner = partners.get(signature(sample));
    if (!partner) return [];
    const [a, b] = expr.many === 'right' ? [partner, sample] : [sample, partner];
    const joined = { labels: expr.many ? sample.labels : labelsOf(sample), value: sample.value };
    const result = one(expr, comparison[expr.op] && !expr.returnBool ? sample : joined, a.value, b.value, a.value);
    return result;
  });
}
