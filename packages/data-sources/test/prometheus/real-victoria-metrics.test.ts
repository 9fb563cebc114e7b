import { debianBinary } from '@incidentfox/test-kit';
import type { DataSource } from '../../src/data-source.ts';
import { prometheus } from '../../src/prometheus/index.ts';
import { samplesOf, toPrometheusText } from '../real-servers/sampled-series.ts';
import { type StartedServer, startServer, temporaryDirectory } from '../real-servers/started-server.ts';
import { everything, spans } from './backfilled-incident.ts';
import { readsABackfilledIncident } from './reads-a-backfilled-incident.ts';

const binary = debianBinary('victoria-metrics', 'victoria-metrics');
const describeReal = binary === null ? describe.skip : describe;

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
      body: toPrometheusText(samplesOf(everything, spans)),
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

  test('its check answers although this server has no build information', async () => {
    const checks = await source.check(new AbortController().signal);
    expect(checks.map(({ ok }) => ok)).toEqual([true, true]);
  });
});
