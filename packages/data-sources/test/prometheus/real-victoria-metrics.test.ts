import type { Signal } from '@incidentfox/incident';
import { debianBinary } from '@incidentfox/test-kit';
import type { DataSource } from '../../src/data-source.ts';
import { prometheus } from '../../src/prometheus/index.ts';
import { aPlainQuestion } from '../plain-question.ts';
import { type SampledSeries, samplesOf, toPrometheusText } from '../real-servers/sampled-series.ts';
import { type StartedServer, startServer, temporaryDirectory } from '../real-servers/started-server.ts';
import { everything, onset, spans, window } from './backfilled-incident.ts';
import { readsABackfilledIncident } from './reads-a-backfilled-incident.ts';

const binary = debianBinary('victoria-metrics', 'victoria-metrics');
const describeReal = binary === null ? describe.skip : describe;

/** Names as OpenTelemetry has them, which only some servers keep. */
const labels = { service_name: 'dotted-shop' };
const histogram = 'http.server.request.duration';
const dotted: SampledSeries[] = [
  ...['200', '503'].map(
    (http_response_status_code, at): SampledSeries => ({
      name: `${histogram}_count`,
      labels: { ...labels, http_response_status_code },
      perSecond: () => (at === 0 ? 9 : 1),
    }),
  ),
  ...['0.1', '1', '+Inf'].map(
    (le, at): SampledSeries => ({
      name: `${histogram}_bucket`,
      labels: { ...labels, le },
      perSecond: () => (at === 0 ? 0 : 10),
    }),
  ),
];

/** An exporter nobody knows: what waits grows tenfold, and a replica falls behind. */
const unknown: SampledSeries[] = [
  {
    name: 'acme_vault_seal_waits_total',
    labels: { service: 'vault-box' },
    perSecond: (at) => (at < onset ? 4 : 40),
  },
  { name: 'pg_replication_lag_seconds', labels: { service: 'vault-box' }, gauge: (at) => (at < onset ? 1 : 90) },
];

describeReal('a real VictoriaMetrics', () => {
  let server: StartedServer;
  let source: DataSource;

  beforeAll(async () => {
    server = await startServer({
      binary: binary ?? '',
      directory: await temporaryDirectory(),
      args: (listen) => [
        '-storageDataPath=data',
        '-retentionPeriod=100y',
        '-search.latencyOffset=0s',
        `-httpListenAddr=${listen}`,
      ],
      readyPath: '/health',
    });
    const imported = await fetch(`${server.url}/api/v1/import/prometheus`, {
      method: 'POST',
      // Its check looks at the last day.
      body: `${toPrometheusText(samplesOf([...everything, ...dotted, ...unknown], spans))}\nup{job="shop"} 1 ${Date.now()}\n`,
    });
    expect(imported.status).toBe(204);
    // Makes what was imported visible to queries at once.
    await fetch(`${server.url}/internal/force_flush`);
    source = prometheus.create({
      id: 'victoria',
      settings: prometheus.settings.parse({ url: server.url }),
      now: Date.now,
    });
  }, 60_000);

  afterAll(() => server?.stop());

  readsABackfilledIncident(() => source);

  test('requests whose names have dots are read like those with underscores', async () => {
    const answer = await source.metrics?.(aPlainQuestion({ service: { name: 'dotted-shop' }, window }));
    const last = (signal: Signal) => answer?.items.find((one) => one.signal === signal)?.points.at(-1)?.[1];
    expect(last('request_rate')).toBeCloseTo(10, 0);
    expect(last('error_ratio')).toBeCloseTo(0.1, 2);
    expect(last('latency_p95')).toBeGreaterThan(0.9);
  });

  test('what nobody knows by name and what is usually too much are read here as well', async () => {
    const answer = await source.metrics?.(aPlainQuestion({ service: { name: 'vault-box' }, window }));
    expect(answer?.warnings).toEqual([]);
    expect(answer?.items.map(({ name, points }) => [name, Math.round(points.at(-1)?.[1] ?? 0)])).toEqual([
      ['replication lag (usually at most 30 s)', 90],
      ['acme_vault_seal_waits_total', 40],
    ]);
  });

  test('its check answers although this server has no build information', async () => {
    const checks = await source.check(new AbortController().signal);
    expect(checks.map(({ ok }) => ok)).toEqual([true, true]);
  });
});
