import { startPrometheusOver } from '../../../../packages/data-sources/test/prometheus/backfilled-prometheus.ts';
import { alarmAt, hour } from '../../../../packages/data-sources/test/questions.ts';
import { type SampledSeries, samplesOf } from '../../../../packages/data-sources/test/real-servers/sampled-series.ts';
import type { Opened } from './stack.ts';

const counter = (name: string, labels: Record<string, string>, rate = 5): SampledSeries => ({
  name,
  labels,
  perSecond: () => rate,
});

function histogram(name: string, labels: Record<string, string>): SampledSeries[] {
  return ['0.1', '1', '+Inf'].map((le) => counter(`${name}_bucket`, { ...labels, le }));
}

/** What kube-prometheus scrapes of a service, its pods and, with Tempo's metrics generator, of who calls whom. */
export function kubePrometheus(): Promise<Opened> {
  const scraped = {
    job: 'checkout-service',
    service: 'checkout-service',
    namespace: 'shop',
    pod: 'checkout-7d9c6fbd58-k2x9d',
  };
  const container = { namespace: 'shop', pod: 'checkout-7d9c6fbd58-k2x9d', container: 'checkout' };
  return start([
    counter('http_requests_total', { ...scraped, code: '200' }),
    counter('http_requests_total', { ...scraped, code: '500' }, 0.1),
    ...histogram('http_request_duration_seconds', scraped),
    counter('container_cpu_usage_seconds_total', container, 0.2),
    { name: 'container_memory_working_set_bytes', labels: container, gauge: () => 3e8 },
    counter('traces_service_graph_request_total', { client: 'checkout-service', server: 'payment-gateway' }),
  ]);
}

/** What the demo's collector writes: span metrics with names as OTLP gives them. */
export function demoPrometheus(): Promise<Opened> {
  const spans = (service: string, kind: string, name: string) => ({
    service_name: service,
    job: `opentelemetry-demo/${service}`,
    span_kind: kind,
    span_name: name,
    status_code: 'STATUS_CODE_UNSET',
  });
  const served = ['checkout', 'cart'].map((service) => spans(service, 'SPAN_KIND_SERVER', `oteldemo.${service}/Get`));
  return start(
    served.flatMap((labels) => [
      counter('traces_span_metrics_calls_total', labels),
      ...histogram('traces_span_metrics_duration_milliseconds', labels),
    ]),
  );
}

async function start(series: readonly SampledSeries[]): Promise<Opened> {
  const server = await startPrometheusOver(samplesOf(series, [{ from: alarmAt - 3 * hour, to: alarmAt + hour / 6 }]));
  return { url: server.url, close: server.stop };
}
