import {
  describeWithPrometheus,
  startPrometheusOver,
} from '../../../../packages/data-sources/test/prometheus/backfilled-prometheus.ts';
import { samplesOf } from '../../../../packages/data-sources/test/real-servers/sampled-series.ts';
import type { StartedServer } from '../../../../packages/data-sources/test/real-servers/started-server.ts';
import { examineTools } from './examined-tools.ts';
import { prometheus, putAway, serve } from './stand-ins.ts';

const now = Date.UTC(2026, 10, 16, 15, 0);
const span = { from: now - 3 * 3_600_000, to: now };
const requests = (labels: Record<string, string>) => ({
  name: 'http_requests_total',
  labels: { code: '200', ...labels },
  perSecond: () => 5,
});

describeWithPrometheus('the doctor at a real Prometheus', () => {
  let server: StartedServer;
  beforeAll(async () => {
    const series = [
      requests({ service: 'cart', namespace: 'production', job: 'cart' }),
      requests({ service: 'search', namespace: 'eu-1', job: 'search' }),
      requests({ service: 'search', namespace: 'eu-2', job: 'search' }),
      { name: 'acme_orders_done', labels: { app: 'orders', job: 'orders' }, perSecond: () => 1 },
    ];
    server = await startPrometheusOver(samplesOf(series, [span]));
  }, 60_000);
  afterAll(() => server?.stop());

  const lines = async (...names: string[]) => {
    const tools = { prometheus: { url: server.url } };
    const { lines: all } = await examineTools({ tools, services: names.map((name) => ({ name })) }, { now: () => now });
    return all;
  };

  test('says what came back about a service it has metrics of', async () => {
    expect(await lines('cart')).toEqual([
      expect.stringMatching(/^ok prometheus: identity: version \d.*; metrics: 3 jobs in the last day$/),
      expect.stringMatching(
        /^ok prometheus: metrics: \d+ series of 1 service.*; alerts: no alert of 1 service; topology: /,
      ),
    ]);
  });

  test('tells metrics that are not understood from a name that is on none', async () => {
    const told = await lines('cart', 'orders', 'nosuch');
    expect(told).toContainEqual(
      expect.stringMatching(
        /^warning prometheus: metrics: no series of orders in the last hour, though the name is known$/,
      ),
    );
    expect(told).toContainEqual(
      expect.stringMatching(
        /^warning services: .* knows no "nosuch": no known metric names nosuch in any of the usual labels/,
      ),
    );
    expect(told.filter((line) => line.startsWith('failure'))).toEqual([]);
  });

  test('gives the nearest name of what nobody else in the catalogue is called', async () => {
    expect(await lines('cart', 'carts', 'serch')).toContainEqual(
      expect.stringMatching(/^warning services: .* knows no "serch"; it has "search"$/),
    );
  });
});

describe('no false alarm', () => {
  afterEach(putAway);

  test('for a server that does not tell its version', async () => {
    const url = await serve(prometheus(['cart'], ['/api/v1/status/buildinfo']));
    const { findings, lines } = await examineTools({ tools: { prometheus: { url } }, services: [{ name: 'cart' }] });
    expect(findings.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(lines[0]).toContain(
      'identity: version unknown: this server does not tell it; metrics: 1 jobs in the last day',
    );
  });

  test('where there is no catalogue yet: the first services that the source knows are asked about', async () => {
    const url = await serve(prometheus(['cart', 'search']));
    const { lines } = await examineTools({ tools: { prometheus: { url } } });
    expect(lines[1]).toMatch(/^ok prometheus: metrics: 6 series of 2 services/);
  });
});
