import { Secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { grafana } from '../../src/grafana/index.ts';
import { aPlainQuestion } from '../plain-question.ts';
import { type StandIn, type StandInRoute, startStandIn } from '../stand-in.ts';
import { admitToken, grafanaToken } from './stand-in-grafana.ts';

let vendor: StandIn;
afterEach(async () => {
  expect(vendor.refused).toEqual([]);
  await vendor.close();
});

const behind = (type: string, ...routes: StandInRoute[]): StandInRoute[] => [
  {
    method: 'GET',
    path: '/api/datasources',
    answer: () => ({ body: [{ id: 1, uid: 'a', name: 'Traces', type, url: 'http://x', access: 'proxy' }] }),
  },
  ...routes.map((route) => ({ ...route, path: `/api/datasources/proxy/uid/a${route.path}` })),
];

async function callsBehind(routes: StandInRoute[], environment = 'production') {
  vendor = await startStandIn(routes, admitToken);
  const settings = {
    ...grafana.settings.parse({ url: vendor.url, token: 'x' }),
    token: new Secret('plain', grafanaToken),
  };
  const source = grafana.create({ id: 'grafana', settings, now: Date.now });
  const { service: _, history: __, ...rest } = aPlainQuestion({});
  const place = { environment, isSaid: true, unmarked: 'production', because: 'a test' };
  const answer = await source.sweeps?.topology?.({ ...rest, names: [], place });
  return {
    state: answer?.state,
    calls: answer?.items.map(({ from, to, foundBy }) => `${from} calls ${to} (${foundBy})`),
    requests: answer?.provenance.requests,
  };
}

const range = z.strictObject({ endTs: z.string().regex(/^\d{13}$/), lookback: z.string().regex(/^\d+$/) });
const pair = [{ parent: 'web', child: 'cart', callCount: 7 }];
const counted: [string, StandInRoute][] = [
  ['jaeger', { method: 'GET', path: '/api/dependencies', query: range, answer: () => ({ body: { data: pair } }) }],
  ['zipkin', { method: 'GET', path: '/api/v2/dependencies', query: range, answer: () => ({ body: pair }) }],
];

const attributes = (all: Record<string, string>) =>
  Object.entries(all).map(([key, stringValue]) => ({ key, value: { stringValue } }));
const part = (resource: Record<string, string>, ...spans: object[]) => ({
  resource: { attributes: attributes(resource) },
  scopeSpans: [{ spans }],
});
const trace = (environment: string) => [
  part(
    { 'service.name': 'web', 'deployment.environment': environment },
    { spanId: 'a', kind: 'SPAN_KIND_SERVER' },
    {
      spanId: 'b',
      parentSpanId: 'a',
      kind: 'SPAN_KIND_CLIENT',
      attributes: attributes({ 'server.address': 'cart' }),
    },
  ),
  part(
    { 'service.name': 'cart', 'deployment.environment': environment },
    { spanId: 'c', parentSpanId: 'b', kind: 2 },
    {
      spanId: 'd',
      parentSpanId: 'c',
      kind: 3,
      attributes: attributes({ 'db.system': 'redis', 'peer.service': 'redis-cart' }),
    },
    { spanId: 'e', parentSpanId: 'c', kind: 3, attributes: attributes({ 'server.address': '10.0.0.7' }) },
  ),
];
const tempo = (environment: string, traces = 1) =>
  behind(
    'tempo',
    {
      method: 'GET',
      path: '/api/search',
      query: z.strictObject({ q: z.literal('{}'), start: z.string(), end: z.string(), limit: z.string() }),
      answer: () => ({
        body: {
          traces: Array.from({ length: traces }, (_, at) => ({
            traceID: `t${at}`,
            rootServiceName: 'web',
            rootTraceName: 'GET /',
          })),
        },
      }),
    },
    { method: 'GET', path: '/api/traces/:id', answer: () => ({ body: { batches: trace(environment) } }) },
  );

describe('who calls whom, by traces behind Grafana', () => {
  test.each(counted)('%s counts the calls between services', async (type, route) => {
    expect(await callsBehind(behind(type, route))).toMatchObject({ state: 'ok', calls: ['web calls cart (trace)'] });
  });

  test.each(counted)('%s counts over all environments, and is not asked about staging', async (type, route) => {
    expect(await callsBehind(behind(type, route), 'staging')).toMatchObject({ state: 'skipped', calls: [] });
  });

  test('Tempo: spans below those of another service, and peers that nobody traces', async () => {
    expect(await callsBehind(tempo('prod'))).toMatchObject({
      state: 'ok',
      calls: ['web calls cart (trace)', 'cart calls redis-cart (trace)'],
    });
  });

  test('Tempo: spans of another environment are left out', async () => {
    expect(await callsBehind(tempo('staging'))).toMatchObject({ state: 'empty', calls: [] });
  });

  test('Tempo: no more than twenty traces are looked into', async () => {
    expect((await callsBehind(tempo('prod', 60))).requests).toBe(21);
  });
});
