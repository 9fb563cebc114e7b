import {
  type Breakdown,
  type BreakdownMeasure,
  dimensionLabels,
  type MetricSeries,
  type Window,
} from '@incidentfox/incident';
import type { QuestionRun } from '../../answering/index.ts';
import type { Question } from '../../data-source.ts';
import type { PrometheusDeps } from '../deps.ts';
import { maxBreakdownGroups, maxBreakdownLabels, maxBreakdownValues, maxSeparateLabels } from '../limits.ts';
import { countOf, countOfGroups, increaseBy, isOneOf, selector } from '../queries.ts';
import { secondsIn } from '../requests/request-family.ts';
import type { RequestMetrics, ServiceMetrics } from '../vocabulary/service-metrics.ts';
import { findTrouble, type RequestTrouble } from './find-trouble.ts';
import { toRows } from './to-rows.ts';

interface Asking {
  readonly source: PrometheusDeps;
  readonly service: string;
  readonly normally: Window;
  readonly run: QuestionRun;
  /** Requests are counted by a native histogram. */
  readonly isNative: boolean;
}

/**
 * Requests of a service in trouble by their labels: all of them and those that failed or were slow, over the trouble and over normal
 * time. Nothing is asked of a service whose series are as usual. What cannot be read is a warning.
 */
export async function askBreakdowns(
  source: PrometheusDeps,
  question: Question,
  run: QuestionRun,
  at: { readonly found: ServiceMetrics; readonly series: readonly MetricSeries[] },
): Promise<Breakdown[]> {
  const { requests } = at.found;
  if (requests === null) return [];
  const asking = {
    source,
    service: question.service.name,
    normally: question.baselines.before,
    run,
    isNative: requests.isNative === true,
  };
  const troubles = findTrouble(at.series, question).filter(({ kind }, _, all) => kind !== 'busy' || all.length === 1);
  const found = await Promise.all(
    troubles.map((trouble) =>
      breakDown(asking, requests, trouble).catch((): Breakdown[] => {
        run.warn(`which requests are ${trouble.kind} could not be read`);
        return [];
      }),
    ),
  );
  return found.flat();
}

async function breakDown(asking: Asking, requests: RequestMetrics, trouble: RequestTrouble): Promise<Breakdown[]> {
  const counters = await countersOf(asking, requests, trouble);
  if (counters === null) return [];
  const groups = await groupsOf(asking, counters.all, counters.labels, trouble.window);
  const breakdowns = await Promise.all(
    groups.flatMap((labels) => [
      ...(counters.bad === null ? [] : [count(asking, { ...counters.bad, labels }, trouble.window)]),
      count(asking, { measure: 'requests', expression: (by) => by(counters.all), labels }, trouble.window),
    ]),
  );
  return breakdowns.filter(({ rows }) => rows.length > 0);
}

/** Increase of a counter by the labels, over a range. */
type Increase = (of: string) => string;

interface Counter {
  readonly measure: BreakdownMeasure;
  readonly expression: (by: Increase) => string;
}

interface Counters {
  /** What counts all requests. */
  readonly all: string;
  readonly bad: Counter | null;
  readonly labels: readonly string[];
}

async function countersOf(asking: Asking, requests: RequestMetrics, trouble: RequestTrouble): Promise<Counters | null> {
  const { family, matchers, failed, labels } = requests;
  const all = selector(family.requests, matchers);
  if (trouble.kind === 'slow') return slowCounters(asking, requests, trouble);
  if (trouble.kind === 'busy') return { all, bad: null, labels };
  if (failed === null) return null;
  const bad = selector(failed.metric, [...matchers, ...failed.matchers]);
  return { all, labels, bad: { measure: 'failed_requests', expression: (by) => by(bad) } };
}

/** Slow is what takes longer than nearly all requests usually do: beyond the next bound of the histogram. */
async function slowCounters(
  { source, run }: Asking,
  { latency, matchers }: RequestMetrics,
  { usualSeconds, window }: RequestTrouble,
): Promise<Counters | null> {
  if (latency?.told !== 'buckets') return null;
  const all = selector(`${latency.histogram}_count`, matchers);
  const buckets = selector(`${latency.histogram}_bucket`, matchers);
  const [labels, bounds] = await Promise.all([
    source.client.labelNames(all, window, run),
    source.client.labelValues('le', buckets, window, run),
  ]);
  const usual = usualSeconds / secondsIn[latency.unit];
  const bound = bounds.filter((one) => Number(one) >= usual && one !== '+Inf').sort((a, b) => Number(a) - Number(b))[0];
  if (bound === undefined) return null;
  const quick = selector(`${latency.histogram}_bucket`, [...matchers, isOneOf('le', [bound])]);
  return { all, labels, bad: { measure: 'slow_requests', expression: (by) => `${by(all)} - ${by(quick)}` } };
}

/** All labels together where that makes few enough groups, so that two can be looked at together; else each by itself. */
async function groupsOf(
  { source, run }: Asking,
  all: string,
  present: readonly string[],
  { to }: Window,
): Promise<string[][]> {
  const labels = dimensionLabels(present)
    .slice(0, maxBreakdownLabels)
    .map(({ label }) => label);
  if (labels.length === 0) return [];
  const sizeOf = async (by: readonly string[]) =>
    (await source.client.query(countOfGroups(by, all), to, run))[0]?.value[1] ?? 0;
  const together = await sizeOf(labels);
  if (together <= maxBreakdownGroups) return [labels];
  const separate = await Promise.all(
    labels.slice(0, maxSeparateLabels).map(async (label) => ({ label, size: await sizeOf([label]) })),
  );
  return separate.filter(({ size }) => size > 1 && size <= maxBreakdownValues).map(({ label }) => [label]);
}

async function count(
  { source, service, normally, run, isNative }: Asking,
  { measure, expression, labels }: Counter & { labels: readonly string[] },
  inTrouble: Window,
): Promise<Breakdown> {
  const over = ({ from, to }: Window) => {
    const query = expression((of) => {
      const increase = increaseBy(labels, of, (to - from) / 1000);
      return isNative ? countOf(increase) : increase;
    });
    run.query(query);
    return source.client.query(query, to, run);
  };
  const [now, before] = await Promise.all([over(inTrouble), over(normally)]);
  return { service, measure, labels, rows: toRows(labels, now, before), inTrouble, normally, drawn: 'counted' };
}
