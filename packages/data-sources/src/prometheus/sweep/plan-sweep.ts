import { type QuestionRun, spanOf } from '../../answering/index.ts';
import type { SweepQuestion } from '../../data-source.ts';
import { type LabelValues, pickLabel } from '../../service-identity/pick-label.ts';
import type { PrometheusDeps } from '../deps.ts';
import { placeOfMetric } from '../placing/place-graph.ts';
import { matches, perSecondBy, quantileOf, selector } from '../queries.ts';
import { type RequestFamily, secondsIn } from '../requests/request-family.ts';
import { planBacklogs } from '../series/plan-backlog.ts';
import { planStoreWork } from '../series/plan-store.ts';
import { type PlannedSeries, plan } from '../series/planned-series.ts';
import { backlogs } from '../vocabulary/backlogs.ts';
import { storeUps } from '../vocabulary/capacities.ts';
import { requestFamilies, requestMetrics } from '../vocabulary/families.ts';
import { pickFailed, pickLatency } from '../vocabulary/pick-metrics.ts';
import { type StoreFamily, storeFamilies, storeMetrics } from '../vocabulary/stores.ts';

/** Expressions about all services at once, with the label that tells them apart. */
export interface SweptFamily {
  readonly label: string;
  readonly planned: readonly PlannedSeries[];
}

/** Labels of stores' exporters, best first. */
const storeLabels = ['service_name', 'service', 'app', 'job'];

/** What the sweep asks: for each family of request metrics that exists anywhere, rate, failures and latency by service. */
export async function planSweep(
  source: PrometheusDeps,
  question: SweepQuestion,
  run: QuestionRun,
  windowSeconds: number,
): Promise<SweptFamily[]> {
  const waiting = backlogs.flatMap(({ waiting, handled }) => [waiting, handled ?? []].flat());
  const present = await presentMetrics(source, question, run, [
    ...requestMetrics,
    ...storeUps,
    ...storeMetrics,
    ...waiting,
  ]);
  const swept = await Promise.all([
    ...requestFamilies
      .filter(({ requests }) => present.has(requests))
      .map((family) => planFamily(source, question, run, { family, present, windowSeconds })),
    ...storeUps.filter((up) => present.has(up)).map((up) => planStore(source, question, run, up)),
    ...storeFamilies
      .filter(({ requests }) => present.has(requests))
      .map((family) => planWork(source, question, run, { family, present, windowSeconds })),
    ...backlogs.map((backlog) => planConsumers(source, question, run, { backlog, present, windowSeconds })),
  ]);
  return swept.filter((one) => one !== null);
}

/** Which of the metrics exist on any series in the span. */
export async function presentMetrics(
  source: PrometheusDeps,
  question: SweepQuestion,
  run: QuestionRun,
  metrics: readonly string[],
): Promise<ReadonlySet<string>> {
  const selected = `{${[matches('__name__', metrics.join('|')), ...source.matchers].join(',')}}`;
  return new Set(await source.client.metricNames(selected, spanOf(question), run));
}

/** How long work waits for each consumer that a broker's exporter knows by name. */
async function planConsumers(
  source: PrometheusDeps,
  question: SweepQuestion,
  run: QuestionRun,
  of: { backlog: (typeof backlogs)[number]; present: ReadonlySet<string>; windowSeconds: number },
): Promise<SweptFamily | null> {
  const { backlog, present, windowSeconds } = of;
  const { waiting, handled = '', consumer, takenBy, isQueue } = backlog;
  if (consumer === null || takenBy !== undefined || isQueue || !present.has(waiting)) return null;
  const place = await placeOfMetric(source, question, run, waiting, source.matchers);
  if (place === null) return null;
  const matchers = [...source.matchers, ...place];
  const planned = [
    planBacklogs(backlog, consumer, { matchers, isHandledCounted: present.has(handled), windowSeconds }),
  ];
  return { label: consumer, planned };
}

async function planFamily(
  source: PrometheusDeps,
  question: SweepQuestion,
  run: QuestionRun,
  of: { family: RequestFamily; present: ReadonlySet<string>; windowSeconds: number },
): Promise<SweptFamily | null> {
  const { family, present, windowSeconds } = of;
  const place = await placeOfMetric(source, question, run, family.requests, [...family.own, ...source.matchers]);
  if (place === null) return null;
  const matchers = [...family.own, ...source.matchers, ...place];
  const requests = selector(family.requests, matchers);
  const labels = await source.client.labelNames(requests, spanOf(question), run);
  const label = await labelOfServices(source, question, run, { metric: requests, labels, usual: family.labels });
  if (label === null) return null;
  const failed = pickFailed(family, labels, present);
  const rate = (metric: string, more: readonly string[] = []) =>
    perSecondBy([label], selector(metric, [...matchers, ...more]), windowSeconds);
  return {
    label,
    planned: [
      plan('request_rate', '1/s', family.requests, rate(family.requests)),
      ...(failed === null ? [] : [plan('error_rate', '1/s', family.requests, rate(failed.metric, failed.matchers))]),
      ...planLatency(pickLatency(family, present), { label, matchers, windowSeconds }),
    ],
  };
}

function planLatency(
  latency: ReturnType<typeof pickLatency>,
  { label, matchers, windowSeconds }: { label: string; matchers: readonly string[]; windowSeconds: number },
): PlannedSeries[] {
  if (latency === null) return [];
  const more = { scale: secondsIn[latency.unit] };
  const part = (suffix: string) => selector(`${latency.histogram}_${suffix}`, matchers);
  if (latency.told === 'buckets')
    return [
      plan('latency_p95', 's', latency.histogram, quantileOf(0.95, part('bucket'), windowSeconds, [label]), more),
    ];
  const [sum, count] = ['sum', 'count'].map((suffix) => perSecondBy([label], part(suffix), windowSeconds));
  return [plan('latency_mean', 's', latency.histogram, `${sum} / ${count}`, more)];
}

async function planStore(
  source: PrometheusDeps,
  question: SweepQuestion,
  run: QuestionRun,
  up: string,
): Promise<SweptFamily | null> {
  const place = await placeOfMetric(source, question, run, up, source.matchers);
  if (place === null) return null;
  const metric = selector(up, [...source.matchers, ...place]);
  const labels = await source.client.labelNames(metric, spanOf(question), run);
  const label = await labelOfServices(source, question, run, { metric, labels, usual: storeLabels });
  return label === null
    ? null
    : { label, planned: [plan('availability', 'ratio', up, `min by (${label}) (${metric})`)] };
}

async function planWork(
  source: PrometheusDeps,
  question: SweepQuestion,
  run: QuestionRun,
  of: { family: StoreFamily; present: ReadonlySet<string>; windowSeconds: number },
): Promise<SweptFamily | null> {
  const place = await placeOfMetric(source, question, run, of.family.requests, source.matchers);
  if (place === null) return null;
  const matchers = [...source.matchers, ...place];
  const metric = selector(of.family.requests, matchers);
  const labels = await source.client.labelNames(metric, spanOf(question), run);
  const label = await labelOfServices(source, question, run, { metric, labels, usual: storeLabels });
  const { windowSeconds, present: has } = of;
  return label === null
    ? null
    : { label, planned: planStoreWork(of.family, { by: [label], has, matchers, windowSeconds }) };
}

/** Looks at the values of the usual labels that the metric has. */
export async function labelOfServices(
  source: PrometheusDeps,
  question: SweepQuestion,
  run: QuestionRun,
  of: { metric: string; labels: readonly string[]; usual: readonly string[] },
): Promise<string | null> {
  const usual = (source.serviceLabels ?? of.usual).filter((label) => of.labels.includes(label));
  const candidates = await Promise.all(
    usual.map(
      async (label): Promise<LabelValues> => ({
        label,
        values: await source.client.labelValues(label, of.metric, spanOf(question), run),
      }),
    ),
  );
  return pickLabel(candidates, question.names);
}
