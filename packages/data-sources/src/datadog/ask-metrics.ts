import type { MetricSeries, Window } from '@incidentfox/incident';
import type { Ask } from '../data-source.ts';
import { type Asking, spanOf, weekEarlier } from '../execution/index.ts';
import type { DatadogClient, DatadogQuery } from './client.ts';
import { toMetricSeries, type Wanted } from './to-metric-series.ts';
import { filterOf, type ServiceTags } from './to-tag-value.ts';

const pointsAimedAt = 240;
const shortestStepMs = 20_000;

interface Planned extends Wanted {
  readonly query: DatadogQuery;
}

/** The golden signals of APM, which need no metric names, over baseline and window, and the same a week earlier. */
export async function askMetrics(
  client: DatadogClient,
  tags: ServiceTags,
  ask: Ask,
  asking: Asking,
): Promise<MetricSeries[]> {
  const span = spanOf(ask);
  const groups = [
    { what: 'APM metrics', planned: apmSignals(tags) },
    { what: 'container metrics', planned: containerSignals(tags) },
  ];
  const series = await Promise.all(
    groups.map(({ what, planned }) => asking.part(what, () => askGroup(client, planned, { ask, asking, span }))),
  );
  const all = series.flatMap((one) => one ?? []);
  if (all.length > asking.caps.series) asking.truncate({ by: 'items', shown: asking.caps.series, total: all.length });
  return all.slice(0, asking.caps.series);
}

async function askGroup(
  client: DatadogClient,
  planned: readonly Planned[],
  at: { ask: Ask; asking: Asking; span: Window },
): Promise<MetricSeries[]> {
  const { ask, asking, span } = at;
  const points = Math.max(1, Math.min(pointsAimedAt, asking.caps.pointsPerSeries));
  const stepMs = Math.max(shortestStepMs, Math.ceil((span.to - span.from) / points / 1000) * 1000);
  const queries = planned.map(({ query }) => query);
  const [now, earlier] = await Promise.all([
    client.timeseries(queries, span, stepMs, asking),
    // A week ago may be past the retention: its absence is no loss of the question.
    client.timeseries(queries, weekEarlier(span, ask), stepMs, asking).catch(() => {
      asking.warn('the week before could not be read');
      return undefined;
    }),
  ]);
  return toMetricSeries(ask.service.name, planned, now, earlier, stepMs);
}

function apmSignals({ service, environment }: ServiceTags): Planned[] {
  const stat = (signal: Wanted['signal'], unit: Wanted['unit'], name: string): Planned => ({
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

function containerSignals(tags: ServiceTags): Planned[] {
  const metric = (signal: Wanted['signal'], unit: Wanted['unit'], aggregator: string, name: string): Planned => ({
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
