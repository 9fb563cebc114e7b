import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DataSource } from '../../src/data-source.ts';
import { loki } from '../../src/loki/index.ts';
import { lokiSettings } from '../../src/loki/settings.ts';
import { prometheus } from '../../src/prometheus/index.ts';
import { prometheusSettings } from '../../src/prometheus/settings.ts';
import { prometheusRoutes } from '../prometheus/stand-in-prometheus.ts';
import { alarmAt, aQuestion } from '../questions.ts';
import { type StandIn, startStandIn } from '../stand-in.ts';

let ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(ends.map((end) => end()));
  ends = [];
});

type Before = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Prometheus with something of its own in front: what `before` answered does not reach it. */
async function behind(before: Before, warnings?: string[]): Promise<{ url: string; vendor: StandIn }> {
  const vendor = await startStandIn(prometheusRoutes(true, warnings), () => undefined);
  const gateway = createServer((request, response) => void pass(request, response));
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (before(request, response)) return;
    const { method = 'GET', headers, url = '/' } = request;
    const isGet = method === 'GET' && /^\/api\/v1\/query/.test(url);
    // The stand-in knows these reads by POST only; both are documented.
    const [path, search = ''] = url.split('?');
    const answer = await fetch(`${vendor.url}${isGet ? path : url}`, {
      method: isGet ? 'POST' : method,
      headers: isGet
        ? { 'content-type': 'application/x-www-form-urlencoded' }
        : { 'content-type': headers['content-type'] ?? 'text/plain' },
      ...(isGet ? { body: search } : method === 'GET' ? {} : { body: Buffer.concat(chunks) }),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  };
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  ends.push(vendor.close, async () => {
    gateway.closeAllConnections();
    await new Promise((resolve) => gateway.close(resolve));
  });
  return { url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`, vendor };
}

const sourceAt = (url: string): DataSource =>
  prometheus.create({ id: 'prometheus', settings: prometheusSettings.parse({ url }), now: () => alarmAt });

describe('an answer that its server calls less than whole', () => {
  test.each([
    'No StoreAPIs matched for this query',
    'receive series from Addr: store-gateway-0:10901: rpc error: code = Unavailable',
  ])('is partial, and a gap says so: %s', async (warning) => {
    const { url } = await behind(() => false, [warning]);
    const answer = await sourceAt(url).metrics?.(aQuestion());
    expect(answer?.state).toBe('partial');
    expect(answer?.items.length).toBeGreaterThan(0);
    expect(answer?.failure).toEqual({ kind: 'unavailable', message: `Prometheus warns: ${warning}` });
  });

  test('is whole when only the query was remarked upon', async () => {
    const { url } = await behind(
      () => false,
      ['PromQL info: metric might not be a counter, name does not end in _total'],
    );
    const answer = await sourceAt(url).metrics?.(aQuestion());
    expect(answer?.state).toBe('ok');
    expect(answer?.warnings.join()).toContain('PromQL info');
  });

  test('is partial when VictoriaMetrics marks it', async () => {
    const { url } = await behind((request, response) => {
      if (!request.url?.startsWith('/api/v1/query_range')) return false;
      const result = [{ metric: {}, values: [[Math.floor(alarmAt / 1000) - 600, '1']] }];
      const body = { status: 'success', isPartial: true, data: { resultType: 'matrix', result } };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return true;
    });
    const answer = await sourceAt(url).metrics?.(aQuestion());
    expect(answer?.state).toBe('partial');
    expect(answer?.failure?.message).toContain('marks its answer as partial');
  });

  test('is partial when Loki warns', async () => {
    const server = createServer((request, response) => {
      const isRange = request.url?.startsWith('/loki/api/v1/query_range');
      const isCount = /count_over_time/.test(decodeURIComponent(request.url ?? ''));
      const data = isRange
        ? { resultType: isCount ? 'matrix' : 'streams', result: [] }
        : ['service_name', 'checkout-service'];
      const warnings = ['some ingesters could not be reached'];
      response.end(JSON.stringify({ status: 'success', data, ...(isRange ? { warnings } : {}) }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const source = loki.create({ id: 'loki', settings: lokiSettings.parse({ url }), now: () => alarmAt });
    const answer = await source.logs?.(aQuestion());
    expect(answer).toMatchObject({
      state: 'partial',
      failure: { message: 'Loki warns: some ingesters could not be reached' },
    });
  });
});

describe('where POST is blocked', () => {
  test.each([403, 405])('with %i, the same is read by GET, and that is remembered', async (status) => {
    let posts = 0;
    const { url, vendor } = await behind((request, response) => {
      if (request.method !== 'POST') return false;
      posts += 1;
      response.writeHead(status).end('blocked');
      return true;
    });
    const source = sourceAt(url);
    const topology = await source.topology?.(aQuestion());
    expect(topology?.state).toBe('ok');
    const afterFirst = posts;
    const answer = await source.metrics?.(aQuestion());
    expect(answer).toMatchObject({ state: 'ok' });
    expect(posts).toBe(afterFirst);
    expect(vendor.refused).toEqual([]);
  });

  test('with 403 for GET too, it is a missing permission', async () => {
    const { url } = await behind((request, response) => {
      if (!request.url?.startsWith('/api/v1/query')) return false;
      response.writeHead(403, { 'content-type': 'application/json' }).end('{"error":"no access to this tenant"}');
      return true;
    });
    const answer = await sourceAt(url).topology?.(aQuestion());
    expect(answer).toMatchObject({ state: 'failed', failure: { kind: 'forbidden' } });
    expect(answer?.failure?.message).toContain('no access to this tenant');
  });
});

describe('a server without pages about itself', () => {
  test.each([403, 404, 500])('(%i) is sound when it answers queries', async (status) => {
    const { url } = await behind((request, response) => {
      if (!request.url?.startsWith('/api/v1/status')) return false;
      response.writeHead(status).end();
      return true;
    });
    const checks = await sourceAt(url).check(AbortSignal.timeout(20_000));
    expect(checks.map(({ ok, detail }) => [ok, detail])).toEqual([
      [true, 'version unknown: this server does not tell it'],
      [true, '1 jobs in the last day'],
    ]);
  });
});

test('look-ups of labels are never over everything: each names series and time', async () => {
  const { url, vendor } = await behind(() => false);
  const source = sourceAt(url);
  await source.metrics?.(aQuestion());
  await source.check(AbortSignal.timeout(20_000));
  await source.discover?.(AbortSignal.timeout(20_000));
  const lookUps = vendor.asked.filter((one) => one.includes('/label'));
  expect(lookUps.length).toBeGreaterThan(5);
  for (const one of lookUps) expect(decodeURIComponent(one)).toMatch(/match\[\]=.+&start=\d+.*&end=\d+/);
});
