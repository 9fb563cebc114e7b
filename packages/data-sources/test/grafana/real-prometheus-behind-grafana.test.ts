import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DataSource } from '../../src/data-source.ts';
import { grafana } from '../../src/grafana/index.ts';
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

  beforeAll(async () => {
    prometheus = await startBackfilledPrometheus();
    proxy = await startProxy(prometheus.url);
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
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
