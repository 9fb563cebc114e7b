import type { Service } from '@incidentfox/incident';
import type { DataSource } from '../data-source.ts';
import { type Asking, answerWith, checkWith, spanOf } from '../execution/index.ts';
import { askAlerts } from './ask-alerts.ts';
import { askMetrics } from './ask-metrics.ts';
import { askTopology } from './ask-topology.ts';
import { discoverMetrics } from './discover-metrics.ts';
import type { ServiceMetrics } from './service-metrics.ts';
import type { PrometheusSource } from './source.ts';

const rememberedMs = 10 * 60_000;
const dayMs = 24 * 60 * 60_000;

/** A data source over one Prometheus, however it is reached. */
export function createPrometheus(source: PrometheusSource): DataSource {
  const { id, kind, client, now } = source;
  const remembered = new Map<string, { until: number; metrics: ServiceMetrics }>();

  /** What a service's metrics are called changes rarely; questions about the same service share the look-up. */
  async function metricsOf(
    ask: { service: Service; span: { from: number; to: number } },
    asking: Asking,
  ): Promise<ServiceMetrics> {
    const known = remembered.get(ask.service.name);
    if (known !== undefined && known.until > now()) return known.metrics;
    const metrics = await discoverMetrics(source, ask.service, ask.span, asking);
    if (metrics.requests !== null) remembered.set(ask.service.name, { until: now() + rememberedMs, metrics });
    return metrics;
  }

  return {
    id,
    kind,
    capabilities: new Set(['metrics', 'alerts', 'topology']),
    metrics: (ask) =>
      answerWith(source, ask, async (asking) =>
        askMetrics(source, ask, asking, await metricsOf({ service: ask.service, span: spanOf(ask) }, asking)),
      ),
    alerts: (ask) => answerWith(source, ask, (asking) => askAlerts(source, ask, asking)),
    topology: (ask) => answerWith(source, ask, (asking) => askTopology(source, ask, asking)),
    check: (signal) =>
      Promise.all([
        checkWith('identity', async () => `version ${await client.version(signal)}`),
        checkWith('metrics', async () => {
          const jobs = await client.labelValues('job', null, { from: now() - dayMs, to: now() }, { signal });
          return `${jobs.length} jobs in the last day`;
        }),
      ]),
    discover: (signal) =>
      answerWith(
        source,
        { signal, caps: { items: 1000, series: 0, pointsPerSeries: 0, bytes: 8_000_000, requests: 10, pages: 1 } },
        async (asking) => {
          const span = { from: now() - dayMs, to: now() };
          const labels = source.serviceLabels ?? ['service_name', 'service', 'app', 'application'];
          const found = await Promise.all(
            labels.map((label) => asking.part(label, () => client.labelValues(label, null, span, asking))),
          );
          return [...new Set(found.flatMap((names) => names ?? []))].sort().map((name) => ({ name, vendorName: name }));
        },
      ),
  };
}
