import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DataSource } from '../../src/data-source.ts';
import { grafana } from '../../src/grafana/index.ts';
import { aPlainQuestion } from '../plain-question.ts';
import { window } from '../prometheus/backfilled-incident.ts';
import { describeWithPrometheus, startBackfilledPrometheus } from '../prometheus/backfilled-prometheus.ts';
import { readsABackfilledIncident } from '../prometheus/reads-a-backfilled-incident.ts';
import type { StartedServer } from '../real-servers/started-server.ts';
import { settled } from '../settled.ts';
import { grafanaToken } from './stand-in-grafana.ts';

const prefix = '/api/datasources/proxy/uid/prom-1';

describeWithPrometheus('a real Prometheus behind the proxy of a Grafana', () => {
  let prometheus: StartedServer;
  let proxy: Server;
  let source: DataSource;
  let url: string;

  beforeAll(async () => {
    prometheus = await startBackfilledPrometheus();
    proxy = await startProxy(prometheus.url);
    url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    source = grafana.create({
      id: 'grafana',
      now: Date.now,
      settings: settled(grafana.settings.parse({ url, token: grafanaToken })),
    });
  }, 60_000);
  afterAll(async () => {
    proxy?.closeAllConnections();
    await new Promise((resolve) => proxy?.close(resolve));
    await prometheus?.stop();
  });

  readsABackfilledIncident(() => source);

  test('metrics that are configured for what is behind it are asked as they are written', async () => {
    const query = 'sum(rate(http_requests_total{service="$service"}[5m])) * 60';
    const settings = grafana.settings.parse({
      url,
      token: grafanaToken,
      metrics: [{ signal: 'request_rate', query, unit: '1/min' }],
    });
    const configured = grafana.create({ id: 'grafana', now: Date.now, settings: settled(settings) });
    const answer = await configured.metrics?.(aPlainQuestion({ service: { name: 'plain-shop' }, window }));
    const rates = (answer?.items ?? []).filter(({ signal, peer }) => signal === 'request_rate' && peer === undefined);
    expect(rates.map(({ name }) => name)).toEqual(['requests as configured']);
    expect(rates[0]?.points.at(-1)?.[1]).toBeCloseTo(10, 0);
  });
});

/** Passes on what Grafana's proxy passes on, with Grafana's own authentication in front. */
async function startProxy(target: string): Promise<Server> {
  const server = createServer((incoming, response) => {
    const { url = '/', method, headers } = incoming;
    if (headers.authorization !== `Bearer ${grafanaToken}`)
      return void response.writeHead(401).end('{"message":"Unauthorized"}');
    if (url === '/api/datasources')
      return void response.end(JSON.stringify([{ uid: 'prom-1', name: 'Prometheus', type: 'prometheus' }]));
    if (!url.startsWith(prefix)) return void response.writeHead(404).end('{"message":"Not found"}');
    const onward = forward(target + url.slice(prefix.length), { method, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.once('error', () => response.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
