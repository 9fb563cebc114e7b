import { type Aggregation, type Grouping, QueryFault } from './ast.ts';
import { except, keyOf, only, type PromSample } from './values.ts';

const reduce: Readonly<Record<string, (values: readonly number[], param: number) => number>> = {
  sum: (values) => values.reduce((total, value) => total + value, 0),
  avg: (values) => values.reduce((total, value) => total + value, 0) / values.length,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  count: (values) => values.length,
  group: () => 1,
  stddev: (values) => {
    const mean = values.reduce((total, value) => total + value, 0) / values.length;
    return Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length);
  },
  quantile: (values, q) => quantile(values, q),
};

export const aggregations: readonly string[] = [...Object.keys(reduce), 'topk', 'bottomk'];

export function aggregate(expr: Aggregation, samples: readonly PromSample[], param: number): PromSample[] {
  const groups = new Map<Labels, PromSample[]>();
  for (const sample of samples) {
    const labels = groupOf(expr.grouping, sample.labels);
    const members = groups.get(labels);
    if (members) members.push(sample);
    else groups.set(labels, [sample]);
  }
  return [...groups].flatMap(([labels, members]) => {
    if (expr.op === 'topk') return sorted(members, -1).slice(0, param);
    if (expr.op === 'bottomk') return sorted(members, 1).slice(0, param);
    const fold = reduce[expr.op];
    if (!fold) throw new QueryFault(`parse error: unknown aggregation ${expr.op}`);
    return [
      {
        labels,
        value: fold(
          members.map((member) => member.value),
          param,
        ),
      },
    ];
  });
}

type Labels = Readonly<Record<string, string>>;
const groupings = new WeakMap<Grouping, { of: WeakMap<Labels, Labels>; byKey: Map<string, Labels> }>();

/** The group a label set belongs to: one and the same object for all members. Remembered, because every step of a query asks. */
function groupOf(grouping: Grouping, labels: Labels): Labels {
  const cached = groupings.get(grouping) ?? { of: new WeakMap(), byKey: new Map() };
  groupings.set(grouping, cached);
  const before = cached.of.get(labels);
  if (before) return before;
  const group = grouping.how === 'by' ? only(labels, grouping.labels) : except(labels, grouping.labels);
  const shared = cached.byKey.get(keyOf(group)) ?? group;
  cached.byKey.set(keyOf(group), shared);
  cached.of.set(labels, shared);
  return shared;
}

const withoutLe: Grouping = { how: 'without', labels: ['le'] };

const sorted = (samples: readonly PromSample[], sign: number) =>
  samples.toSorted((a, b) => sign * ((Number.isNaN(a.value) ? 0 : a.value) - (Number.isNaN(b.value) ? 0 : b.value)));

function quantile(values: readonly number[], q: number): number {
  const ordered = values.toSorted((a, b) => a - b);
  const rank = Math.max(0, Math.min(1, q)) * (ordered.length - 1);
  const low = ordered[Math.floor(rank)] ?? Number.NaN;
  const high = ordered[Math.ceil(rank)] ?? Number.NaN;
  return low + (high - low) * (rank - Math.floor(rank));
}

/** The value below which the share `q` of a classic histogram lies, one for each label set without `le`. */
export function histogramQuantile(q: number, samples: readonly PromSample[]): PromSample[] {
  const groups = new Map<Labels, { le: number; count: number }[]>();
  for (const { labels, value } of samples) {
    if (labels.le === undefined) continue;
    const rest = groupOf(withoutLe, labels);
    const buckets = groups.get(rest) ?? [];
    buckets.push({ le: labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le), count: value });
    groups.set(rest, buckets);
  }
  return [...groups].map(([labels, buckets]) => ({ labels, value: quantileOf(q, buckets) }));
}

function quantileOf(q: number, unordered: readonly { le: number; count: number }[]): number {
  const buckets = unordered.toSorted((a, b) => a.le - b.le);
  const last = buckets[buckets.length - 1];
  if (!last || last.le !== Number.POSITIVE_INFINITY || buckets.length < 2 || last.count === 0) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const rank = q * last.count;
  const index = buckets.findIndex((bucket) => bucket.count >= rank);
  const found = buckets[index];
  const below = buckets[index - 1];
  if (!found || found.le === Number.POSITIVE_INFINITY) return buckets[buckets.length - 2]?.le ?? Number.NaN;
  const start = below?.le ?? 0;
  const before = below?.count ?? 0;
  return start + (found.le - start) * ((rank - before) / (found.count - before));
}
