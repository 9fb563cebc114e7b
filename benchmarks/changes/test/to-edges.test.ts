import { readSpans } from '../src/adapter/spans.ts';
import { edgesOfMap, edgesOfSpans } from '../src/adapter/to-edges.ts';
import { readEvents } from '../src/adapter/to-events.ts';

test.each([
  ['pairs', [['web', 'cart']]],
  ['named ends', { edges: [{ source: 'web', target: 'cart' }], nodes: [{ id: 'web' }, { id: 'cart' }] }],
  ['services with what they call', [{ service: 'web', depends_on: ['cart'] }, { service: 'cart' }]],
  ['a record from caller to callees', { web: ['cart'], cart: [] }],
  ['a record of entries', { services: { web: { calls: [{ service: 'cart' }] }, cart: {} } }],
])('a service map of %s', (_, map) => {
  expect(edgesOfMap(map)).toEqual([expect.objectContaining({ from: 'web', to: 'cart', foundBy: 'catalogue' })]);
});

test('spans show who calls whom, how slow it was and how much of it failed', () => {
  const span = (span_id: string, more: Record<string, unknown>) => ({
    trace_id: 't',
    span_id,
    start: '2026-03-01T10:00:00Z',
    duration_ms: 250,
    status: 'OK',
    ...more,
  });
  const spans = readSpans([
    span('a', { service: 'web' }),
    span('b', { parent_id: 'a', service: 'cart', status: 'ERROR' }),
    span('c', { parent_id: 'a', service: 'cart', trace_id: 'the same' }),
    span('d', { parent_id: 'b', service: 'cart', 'http.url': 'https://api.paywise.example/v1' }),
  ]);
  expect(edgesOfSpans(spans)).toEqual([
    expect.objectContaining({ from: 'web', to: 'cart', errorRatio: 0.5, p95: 0.25 }),
    expect.objectContaining({ from: 'cart', to: 'api.paywise.example', errorRatio: 0 }),
  ]);
});

test('events are what the platform did or what was done to it; others are counted', () => {
  const timestamp = '2026-03-01T10:00:00Z';
  const read = readEvents([
    { timestamp, type: 'OOMKilled', service: 'cart', pod: 'cart-1', exit_code: 137 },
    { timestamp, type: 'NodeNotReady', node: 'n1', message: 'gone' },
    { timestamp, type: 'Maintenance', message: 'Failover of the cache' },
    { timestamp, type: 'Birthday' },
    { type: 'OOMKilled' },
  ]);
  expect(read.infra).toMatchObject([
    { kind: 'oom_killed', service: 'cart', object: 'cart-1', exitCode: 137 },
    { kind: 'node_not_ready', service: null, object: 'n1' },
  ]);
  expect(read.changes).toMatchObject([{ kind: 'infra', service: null, scopeMatch: 'environment' }]);
  expect(read.skipped).toBe(2);
});
