import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, waitFor } from '@incidentfox/test-kit';
import { checkout } from '../src/scenarios/causes/checkout.ts';
import { perform } from '../src/stage.ts';
import { createEvaluation } from '../src/vendors/prometheus/promql/evaluate.ts';
import { parsePromql } from '../src/vendors/prometheus/promql/parse.ts';

/**
 * The same raw series given to a real Prometheus, and the same queries asked of both. Skipped where there is none; the rest of
 * the tests do without.
 */
const isInstalled = ['prometheus', 'promtool'].every((name) => spawnSync(name, ['--version']).status === 0);
const describeIfInstalled = isInstalled ? describe : describe.skip;

const alarmAt = Math.floor(Date.now() / 1000) * 1000 - 60_000;
const { metrics } = perform(checkout, alarmAt, () => alarmAt);
const fromMs = alarmAt - 3_600_000;

/** The last hour as OpenMetrics. Stale series end with their last sample: the format has no stale markers. */
function openMetrics(): string {
  const times = metrics.times();
  const families = new Map<string, string[]>();
  for (const { labels, values } of metrics.all()) {
    const { __name__: name = '', ...rest } = labels;
    const text = Object.entries(rest).map(([key, value]) => `${key}="${value}"`);
    const own = values();
    const lines = times.flatMap((at, i) => {
      const value = own[i] ?? Number.NaN;
      return at < fromMs || Number.isNaN(value) ? [] : [`${name}{${text.join(',')}} ${value} ${at / 1000}`];
    });
    families.set(name, [...(families.get(name) ?? []), ...lines]);
  }
  const all = [...families].flatMap(([name, lines]) => [`# TYPE ${name} unknown`, ...lines]);
  return `${all.join('\n')}\n# EOF\n`;
}

const queries = [
  'sum(rate(http_requests_total{service="checkout-service"}[5m]))',
  'sum(rate(http_requests_total{service="checkout-service",code=~"5.."}[5m])) / sum(rate(http_requests_total{service="checkout-service"}[5m]))',
  'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{service=~"payment-gateway|payments"}[5m])))',
  'sum by (client, server) (rate(traces_service_graph_request_total[5m]))',
  'max(max by (namespace, pod, container) (container_memory_working_set_bytes) / max by (namespace, pod, container) (kube_pod_container_resource_limits{resource="memory"}))',
  'sum(increase(kube_pod_container_status_restarts_total{container="payment-gateway"}[10m]))',
  'topk(2, sum by (container) (rate(container_cpu_usage_seconds_total[5m])))',
  'changes(kube_pod_container_status_restarts_total{container="payment-gateway"}[10m])',
];

describeIfInstalled('a real Prometheus over the same raw series', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
  let url = '';
  let server: ReturnType<typeof spawn>;

  beforeAll(async () => {
    writeFileSync(join(folder, 'om.txt'), openMetrics());
    writeFileSync(join(folder, 'prometheus.yml'), 'global: {}\n');
    const built = spawnSync('promtool', [
      'tsdb',
      'create-blocks-from',
      'openmetrics',
      join(folder, 'om.txt'),
      join(folder, 'data'),
    ]);
    expect(String(built.stderr)).not.toContain('error');
    const free = await listen(() => undefined);
    const { port } = free;
    await free.close();
    url = `http://127.0.0.1:${port}`;
    server = spawn(
      'prometheus',
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        '--storage.tsdb.retention.time=10y',
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: 'ignore' },
    );
    await waitFor(async () => (await fetch(`${url}/-/ready`)).ok, { timeoutMs: 30_000 });
  }, 60_000);

  afterAll(async () => {
    server.kill('SIGKILL');
    await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(queries)('agrees about %s', async (query) => {
    // Between two scrapes, so that open and closed window edges hold the same samples.
    for (const at of [alarmAt - 3_000, alarmAt - 93_000, alarmAt - 303_000, alarmAt - 1_503_000]) {
      const answer = await (
        await fetch(`${url}/api/v1/query?${new URLSearchParams({ query, time: String(at / 1000) })}`)
      ).json();
      const theirs = (answer as { data: { result: { metric: Record<string, string>; value: [number, string] }[] } })
        .data.result;
      const ours = createEvaluation(metrics)(parsePromql(query), at);
      const comparable = (labels: Readonly<Record<string, string>>, value: number) => [
        JSON.stringify(Object.entries(labels).sort()),
        Number(value.toPrecision(6)),
      ];
      const sorted = (rows: (string | number)[][]) => rows.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
      expect(sorted(ours.type === 'vector' ? ours.samples.map((s) => comparable(s.labels, s.value)) : [])).toEqual(
        sorted(theirs.map((row) => comparable(row.metric, Number(row.value[1])))),
      );
    }
  });
});
