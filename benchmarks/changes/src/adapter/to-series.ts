import type { MetricSeries, Point } from '@incidentfox/incident';
import type { MetricSample } from '../cases/change-case.ts';
import { inWords, readMetricName } from './read-metric-name.ts';

const MINUTE_MS = 60_000;
const MIN_POINTS_OF_A_COUNTER = 5;

/** The samples as series, and beside every use of something that has a limit the share of the limit. */
export function toSeries(samples: readonly MetricSample[]): MetricSeries[] {
  const grouped = new Map<string, MetricSample[]>();
  for (const sample of samples) {
    const key = JSON.stringify([sample.service, sample.metric, sample.labels]);
    const group = grouped.get(key);
    if (group === undefined) grouped.set(key, [sample]);
    else group.push(sample);
  }
  const series = [...grouped.values()].map(oneSeries);
  return [...series, ...sharesOfLimits(series)];
}

function oneSeries(samples: readonly MetricSample[]): MetricSeries {
  const ordered = samples.toSorted((a, b) => a.at - b.at);
  const first = ordered[0] as MetricSample;
  const { peer, callee, destination, ...labels } = first.labels;
  const other = peer ?? callee ?? destination;
  const values = ordered.map(({ value }) => value);
  const { signal, unit, scale, side } = readMetricName(first.metric, values);
  const isRate = signal === 'error_rate' || signal === 'request_rate';
  const points = ordered.map(({ at, value }): Point => [at, value === null ? null : value * scale]);
  return {
    service: first.service,
    signal,
    name: first.metric,
    unit,
    ...(other !== undefined && { peer: other }),
    ...(side !== undefined ? { side } : other !== undefined ? { side: 'client' as const } : {}),
    labels,
    stepMs: stepOf(points),
    points:
      isRate && isCounter(first.metric, values) ? toRate(points) : signal === 'restarts' ? toTotal(points) : points,
    questionId: 'metrics',
  };
}

/** A total that never falls but to begin anew. */
function isCounter(metric: string, values: readonly (number | null)[]): boolean {
  if (!/\b(total|count|sum)$/.test(inWords(metric))) return false;
  const known = values.filter((value) => value !== null);
  const falls = known.filter((value, i) => i > 0 && value < (known[i - 1] ?? 0) && value > 0).length;
  return known.length >= MIN_POINTS_OF_A_COUNTER && falls === 0 && (known.at(-1) ?? 0) >= (known[0] ?? 0);
}

function toRate(points: readonly Point[]): Point[] {
  return points.slice(1).map(([at, value], i): Point => {
    const [before, earlier] = points[i] ?? [at, null];
    if (value === null || earlier === null || at === before) return [at, null];
    return [at, Math.max(0, value - earlier) / ((at - before) / 1000)];
  });
}

/** A counter that begins anew goes on from where it was: what happened once has happened. */
function toTotal(points: readonly Point[]): Point[] {
  let total = 0;
  let before: number | null = null;
  return points.map(([at, value]): Point => {
    if (value === null) return [at, null];
    total += before === null || value < before ? value : value - before;
    before = value;
    return [at, total];
  });
}

/** The most frequent gap; a minute where there are no two points. */
function stepOf(points: readonly Point[]): number {
  const gaps = new Map<number, number>();
  for (let i = 1; i < points.length; i += 1) {
    const gap = (points[i]?.[0] ?? 0) - (points[i - 1]?.[0] ?? 0);
    if (gap > 0) gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
  }
  return [...gaps].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? MINUTE_MS;
}

const limitWords = /\b(limit|max|maximum|capacity|quota|size)\b/;
const useWords = /\b(used|use|usage|in|active|busy|rss|inuse|current|working|set|consumed)\b/g;

/** "Used" means little without "of how much": where both are given, their ratio is a series of its own. */
function sharesOfLimits(series: readonly MetricSeries[]): MetricSeries[] {
  return series
    .filter(({ name }) => limitWords.test(inWords(name)))
    .flatMap((limit): MetricSeries[] => {
      const use = series.find((one) => one !== limit && one.service === limit.service && isUseOf(one, limit));
      return use === undefined ? [] : [shareOf(use, limit)];
    });
}

function isUseOf(use: MetricSeries, limit: MetricSeries): boolean {
  const [used, limited] = [inWords(use.name), inWords(limit.name)];
  if (limitWords.test(used) || use.unit !== limit.unit || used.replaceAll(useWords, '') === used) return false;
  const about = limited
    .replace(limitWords, '')
    .split(' ')
    .filter((word) => word.length > 2 && !/^conn/.test(word));
  return about.length > 0 && about.every((word) => used.split(' ').includes(word));
}

function shareOf(use: MetricSeries, limit: MetricSeries): MetricSeries {
  const limits = new Map(limit.points);
  const points = use.points.map(([at, value]): Point => {
    const most = limits.get(at) ?? null;
    return [at, value === null || most === null || most <= 0 ? null : value / most];
  });
  return { ...use, signal: 'saturation', name: `${use.name} of ${limit.name}`, unit: 'ratio', points };
}
