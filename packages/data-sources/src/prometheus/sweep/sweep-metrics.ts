import type { MetricSeries, Point, Signal } from '@incidentfox/incident';
import { divide } from '../../answering/error-ratio.ts';
import { type QuestionRun, spanOf } from '../../answering/index.ts';
import type { SweepQuestion } from '../../data-source.ts';
import { consumerIn, serviceIn, workerIn } from '../../service-identity/pick-label.ts';
import type { PrometheusDeps } from '../deps.ts';
import { minStepMs } from '../limits.ts';
import { workerLabel } from '../requests/proxy-families.ts';
import type { MatrixSeries } from '../responses.schema.ts';
import type { PlannedSeries } from '../series/planned-series.ts';
import { consumerLabels } from '../vocabulary/backlogs.ts';
import { planSweep, type SweptFamily } from './plan-sweep.ts';

/**
 * Rate, error ratio and latency of everything that serves requests, in three queries a family of metrics; and whether stores
 * answer. A service that several families know is told by the first of them.
 */
export async function sweepMetrics(
  source: PrometheusDeps,
  question: SweepQuestion,
  run: QuestionRun,
): Promise<MetricSeries[]> {
  const span = spanOf(question);
  const stepMs = Math.max(minStepMs, Math.ceil((span.to - span.from) / question.caps.pointsPerSeries / 1000) * 1000);
  const families = await planSweep(source, question, run, Math.max(source.rateWindowSeconds, stepMs / 1000));
  const told = new Set<string>();
  const all: MetricSeries[] = [];
  const asked = await Promise.all(families.map((family) => askFamily(source, family, { question, run, stepMs })));
  for (const series of asked) {
    const fresh = series.filter(({ service, signal }) => !told.has(service) || isOneOfAKind(signal));
    for (const { service, signal } of fresh) if (!isOneOfAKind(signal)) told.add(service);
    all.push(...fresh);
  }
  return all;
}

/** Told beside requests, not instead of them. */
const isOneOfAKind = (signal: Signal): boolean => ['queue_age', 'queue_length', 'availability'].includes(signal);

async function askFamily(
  source: PrometheusDeps,
  { label, planned }: SweptFamily,
  { question, run, stepMs }: { question: SweepQuestion; run: QuestionRun; stepMs: number },
): Promise<MetricSeries[]> {
  const parts = await Promise.all(
    planned.map(async (plan) => {
      run.query(plan.expression);
      const found = await run.part(`${plan.signal} of all services`, () =>
        source.client.queryRange(plan.expression, spanOf(question), stepMs, run),
      );
      return joined(found?.flatMap((one) => toSeries(one, plan, { label, stepMs })) ?? []);
    }),
  );
  // A histogram's name may be shared with services that count their requests in another family.
  const counted = new Set(parts[0]?.map(({ service }) => service));
  const series = parts.flat().filter(({ service }) => counted.has(service));
  const countsFailures = planned.some(({ signal }) => signal === 'error_rate');
  const ratios = countsFailures
    ? series.filter(({ signal }) => signal === 'request_rate').map((one) => ratioOf(one, series))
    : [];
  return [...ratios, ...series.filter(({ signal }) => signal !== 'error_rate')];
}

function toSeries(
  { metric, values }: MatrixSeries,
  { signal, metric: name, unit, scale, rateWindowMs }: PlannedSeries,
  { label, stepMs }: { label: string; stepMs: number },
): MetricSeries[] {
  const service = nameIn(label, metric[label] ?? '');
  if (service === '') return [];
  const points = values.map(([at, value]): Point => [Math.round(at * 1000), value === null ? null : value * scale]);
  return [
    {
      service,
      signal,
      name,
      unit,
      labels: {},
      stepMs,
      ...(rateWindowMs === undefined ? {} : { rateWindowMs }),
      points,
    },
  ];
}

function nameIn(label: string, value: string): string {
  if (label === workerLabel) return workerIn(value);
  return consumerLabels.includes(label) ? consumerIn(value) : serviceIn(value);
}

/** Replicas with a name of their own are one service: together they get what all of them get, and are as slow as the slowest. */
function joined(series: readonly MetricSeries[]): MetricSeries[] {
  const byService = new Map<string, MetricSeries[]>();
  for (const one of series) byService.set(one.service, [...(byService.get(one.service) ?? []), one]);
  return [...byService.values()].flatMap((parts) => {
    const [first] = parts;
    return first === undefined || parts.length === 1 ? parts : [{ ...first, points: joinedPoints(parts) }];
  });
}

function joinedPoints(parts: readonly MetricSeries[]): Point[] {
  const adds = parts[0]?.unit === '1/s' || parts[0]?.unit === 'count';
  const values = new Map<number, number | null>();
  for (const [at, value] of parts.flatMap(({ points }) => points)) {
    const before = values.get(at) ?? null;
    if (value === null || before === null) values.set(at, value ?? before);
    else values.set(at, adds ? before + value : Math.max(before, value));
  }
  return [...values].sort(([a], [b]) => a - b);
}

/** What never failed has no series of failures: where requests were counted, that is zero. */
function ratioOf(requests: MetricSeries, series: readonly MetricSeries[]): MetricSeries {
  const errors = series.find(({ signal, service }) => signal === 'error_rate' && service === requests.service);
  return { ...requests, signal: 'error_ratio', unit: 'ratio', points: divide(errors?.points ?? [], requests.points) };
}
