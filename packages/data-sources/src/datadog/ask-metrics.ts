import type { MetricSeries, Window } from '@incidentfox/incident';
import { type QuestionRun, spanOf, weekEarlier } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import type { DatadogClient, DatadogQuery } from './client.ts';
import { maxPoints, minStepMs } from './limits.ts';
import { toMetricSeries, type Wanted } from './mappers/to-metric-series.ts';
import { filterOf, type ServiceTags } from './queries.ts';
import type { DatadogSettings } from './settings.ts';
import { pickTags } from './tags/pick-tags.ts';
import { toWebAddress } from './to-web-address.ts';

interface PlannedSignal extends Wanted {
  readonly query: DatadogQuery;
}

/** The golden signals of APM, which need no metric names, over baseline and window, and the same a week earlier. */
export async function askMetrics(
  { client, settings }: { client: DatadogClient; settings: DatadogSettings },
  question: Question,
  run: QuestionRun,
): Promise<MetricSeries[]> {
  const tags = await pickTags({ client, settings }, question, run);
  if (tags === null) return [];
  const page = `${toWebAddress(settings)}/apm/services/${encodeURIComponent(tags.service)}`;
  run.deepLink(`${page}?start=${question.window.from}&end=${question.window.to}`);
  const span = spanOf(question);
  const groups = [
    { what: 'APM metrics', planned: apmSignals(tags) },
    { what: 'container metrics', planned: containerSignals(tags) },
  ];
  const series = await Promise.all(
    groups.map(({ what, planned }) => run.part(what, () => askGroup(client, planned, { question, run, span }))),
  );
  const all = series.flatMap((one) => one ?? []);
  if (all.length > run.caps.series) run.truncate({ by: 'items', shown: run.caps.series, total: all.length });
  return all.slice(0, run.caps.series);
}

async function askGroup(
  client: DatadogClient,
  planned: readonly PlannedSignal[],
  at: { question: Question; run: QuestionRun; span: Window },
): Promise<MetricSeries[]> {
  const { question, run, span } = at;
  const points = Math.max(1, Math.min(maxPoints, run.caps.pointsPerSeries));
  const stepMs = Math.max(minStepMs, Math.ceil((span.to - span.from) / points / 1000) * 1000);
  const queries = planned.map(({ query }) => query);
  const [now, earlier] = await Promise.all([
    client.timeseries(queries, span, stepMs, run),
    // A week ago may be past the retention: its absence is no loss of the question.
    client.timeseries(queries, weekEarlier(span, question), stepMs, run).catch(() => {
      run.warn('the week before could not be read');
      return undefined;
    }),
  ]);
  return toMetricSeries(question.service.name, planned, now, earlier, stepMs);
}

function apmSignals({ service, environment }: ServiceTags): PlannedSignal[] {
  const stat = (signal: Wanted['signal'], unit: Wanted['unit'], name: string): PlannedSignal => ({
    signal,
    unit,
    name: `apm ${name}`,
    query: {
      data_source: 'apm_metrics',
      stat: name,
      service,
      ...(environment === undefined ? {} : { query_filter: `env:${environment}` }),
    },
  });
  return [
    stat('request_rate', '1/s', 'hits_per_second'),
    stat('error_rate', '1/s', 'errors_per_second'),
    stat('latency_p50', 's', 'latency_p50'),
    stat('latency_p95', 's', 'latency_p95'),
    stat('latency_p99', 's', 'latency_p99'),
  ];
}

function containerSignals(tags: ServiceTags): PlannedSignal[] {
  const metric = (signal: Wanted['signal'], unit: Wanted['unit'], aggregator: string, name: string): PlannedSignal => ({
    signal,
    unit,
    name,
    query: { data_source: 'metrics', query: `${aggregator}:${name}{${filterOf(tags)}}` },
  });
  return [
    metric('cpu', 'cores', 'sum', 'container.cpu.usage'),
    metric('memory', 'By', 'max', 'container.memory.usage'),
    metric('restarts', 'count', 'sum', 'kubernetes.containers.restarts'),
  ];
}
