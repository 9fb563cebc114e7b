import type { MetricSeries, Point, Unit } from '@incidentfox/incident';
import { unitIn } from '../requests/by-structure.ts';
import { secondsIn } from '../requests/request-family.ts';
import type { MatrixSeries } from '../responses.schema.ts';
import { type OtherMetric, unitOfMean } from './choose-metrics.ts';

/** Sums over all series of each name, and how many series there were: from these everything else is computed. */
export interface PlainSamples {
  readonly sums: ReadonlyMap<string, readonly Point[]>;
  readonly counts: ReadonlyMap<string, readonly Point[]>;
}

/** The label by which counts are told from sums in one answer. */
export const partLabel = 'incidentfox_part';

export function toPlainSamples(answer: readonly MatrixSeries[]): PlainSamples {
  const sums = new Map<string, readonly Point[]>();
  const counts = new Map<string, readonly Point[]>();
  for (const { metric, values } of answer) {
    const into = metric[partLabel] === 'count' ? counts : sums;
    into.set(
      metric.name ?? metric.__name__ ?? '',
      values.map(([at, value]): Point => [Math.round(at * 1000), value]),
    );
  }
  return { sums, counts };
}

/** One series of a metric: growth a second of a counter, the mean of a histogram, a gauge as it is. Null where there is none. */
export function toOtherSeries(
  service: string,
  metric: OtherMetric,
  samples: PlainSamples,
  stepMs: number,
): MetricSeries | null {
  const [first, second] = metric.names;
  const points =
    metric.kind === 'gauge'
      ? gauge(first, samples)
      : metric.kind === 'counter'
        ? perSecond(growth(first, samples), stepMs)
        : ratio(growth(first, samples), growth(second ?? '', samples));
  if (points.every(([, value]) => value === null)) return null;
  const { unit, scale } = unitOf(metric);
  return {
    service,
    signal: 'custom',
    name: withHelp(metric),
    unit,
    labels: {},
    stepMs,
    ...(metric.kind === 'gauge' ? {} : { rateWindowMs: stepMs }),
    points: points.map(([at, value]): Point => [at, value === null ? null : value * scale]),
  };
}

/** Shares, temperatures and ages do not add up: of several the mean is shown. */
const isMeanOfMany = /(?:ratio|percent|percentage|utili[sz]ation|celsius|load\d*|seconds|lag|delay|age|ms)$/;

function gauge(name: string, { sums, counts }: PlainSamples): readonly Point[] {
  const all = sums.get(name) ?? [];
  if (!isMeanOfMany.test(name)) return all;
  const sizes = new Map(counts.get(name) ?? []);
  return all.map(([at, value]): Point => [at, value === null ? null : value / (sizes.get(at) || 1)]);
}

/**
 * How much a counter grew since the sample before. Unknown where it fell (something started anew) or where another number of series was
 * counted (one came or went): a sum of counters would jump there.
 */
function growth(name: string, { sums, counts }: PlainSamples): Point[] {
  const all = sums.get(name) ?? [];
  const sizes = new Map(counts.get(name) ?? []);
  return all.slice(1).map(([at, value], index): Point => {
    const [earlier, before] = all[index] ?? [at, null];
    if (value === null || before === null || sizes.get(at) !== sizes.get(earlier) || value < before) return [at, null];
    return [at, value - before];
  });
}

const perSecond = (points: readonly Point[], stepMs: number): Point[] =>
  points.map(([at, value]): Point => [at, value === null ? null : value / (stepMs / 1000)]);

function ratio(sums: readonly Point[], counts: readonly Point[]): Point[] {
  const counted = new Map(counts);
  return sums.map(([at, sum]): Point => {
    const count = counted.get(at) ?? null;
    return [at, sum === null || count === null || count === 0 ? null : sum / count];
  });
}

function unitOf({ kind, name }: OtherMetric): { unit: Unit; scale: number } {
  const bytes = /bytes(?:_total)?$/.test(name);
  if (kind === 'counter') return { unit: bytes ? 'By/s' : '1/s', scale: 1 };
  if (kind === 'mean') return { unit: unitOfMean(name), scale: unitOfMean(name) === 's' ? secondsIn[unitIn(name)] : 1 };
  if (bytes) return { unit: 'By', scale: 1 };
  if (/_(?:ratio)$/.test(name)) return { unit: 'ratio', scale: 1 };
  if (/(?:seconds|milliseconds|_ms|_us|_ns)$/.test(name)) return { unit: 's', scale: secondsIn[unitIn(name)] };
  return { unit: '1', scale: 1 };
}

const maxHelpLength = 100;

/** The name with what its exporter says of it: `shop_lock_waits_total (carts that waited for their lock)`. */
function withHelp({ name, help }: OtherMetric): string {
  const words = help
    .replaceAll(/[^\p{L}\p{N} ,.:;'/%-]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '');
  if (words === '') return name;
  return `${name} (${words.length > maxHelpLength ? `${words.slice(0, maxHelpLength - 1)}…` : words})`;
}
