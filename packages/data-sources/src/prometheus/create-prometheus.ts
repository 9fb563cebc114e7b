import type { Service, Window } from '@incidentfox/incident';
import type { DataSource } from '../data-source.ts';
import { type Asking, answerWith, checkWith, createMemory, spanOf } from '../execution/index.ts';
import { askAlerts } from './ask-alerts.ts';
import { askMetrics } from './ask-metrics.ts';
import { askTopology } from './ask-topology.ts';
import { discoverMetrics } from './discover-metrics.ts';
import type { ServiceMetrics } from './service-metrics.ts';
import type { PrometheusSource } from './source.ts';

const dayMs = 24 * 60 * 60_000;

/** A data source over one Prometheus, however it is reached. */
export function createPrometheus(source: PrometheusSource): DataSource {
  const { id, kind, client, now } = source;
  // What things are called changes rarely: questions share the look-ups.
  const labels = createMemory<ReadonlySet<string>>(now);
  const services = createMemory<ServiceMetrics>(now);

  async function metricsOf(service: Service, span: Window, asking: Asking): Promise<ServiceMetrics> {
    const read = async () => {
      const present = await labels.recall('', async () => new Set(await client.labelNames(null, span, asking)));
      return discoverMetrics(source, service, present, { span, asking });
    };
    return services.recall(service.name, read, ({ requests }) => requests !== null);
  }

  return {
    id,
    kind,
    capabilities: new Set(['metrics', 'alerts', 'topology']),
    metrics: (ask) =>
      answerWith(source, ask, async (asking) =>
        askMetrics(source, ask, asking, await metricsOf(ask.service, spanOf(ask), asking)),
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
