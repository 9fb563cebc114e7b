import type { MetricSeries, Signal } from '@incidentfox/incident';
import { waitFor } from '@incidentfox/test-kit';
import { prometheus } from '../../../src/prometheus/index.ts';
import { splitThreshold } from '../../../src/prometheus/written/split-threshold.ts';
import { aPlainQuestion } from '../../plain-question.ts';
import { type SampledSeries, samplesOf } from '../../real-servers/sampled-series.ts';
import type { StartedServer } from '../../real-servers/started-server.ts';
import { onset, spans, window } from '../backfilled-incident.ts';
import { describeWithPrometheus, startPrometheusOver } from '../backfilled-prometheus.ts';

const step = (before: number, after: number) => (at: number) => (at >= onset ? after : before);
const series: SampledSeries[] = [
  { name: 'edge_hits', labels: { tenant: 'odd-shop', kind: 'all' }, perSecond: () => 20 },
  { name: 'edge_hits', labels: { tenant: 'odd-shop', kind: 'bad' }, perSecond: step(0.1, 4) },
  { name: 'edge_delay', labels: { tenant: 'odd-shop' }, gauge: step(120, 900) },
  { name: 'http_requests_total', labels: { service: 'both-ways', code: '200' }, perSecond: () => 3 },
  { name: 'edge_hits', labels: { tenant: 'both-ways', kind: 'all' }, perSecond: () => 20 },
  { name: 'ledger_backlog', labels: { service: 'ledger', shard: 'a' }, gauge: step(5, 90) },
  { name: 'ledger_backlog', labels: { service: 'ledger', shard: 'b' }, gauge: () => 5 },
];
// It fires now, whenever that is.
const rules = `groups:
  - name: shop
    interval: 1s
    rules:
      - { alert: LedgerBehind, expr: 'sum by (service, shard) (ledger_backlog{service="ledger"}) > 50 or vector(1)', labels: { service: ledger }, annotations: { runbook_url: "https://wiki.example/ledger" } }
      - { alert: OtherThing, expr: 'vector(1) > 0', labels: { service: other } }
`;
const metrics = [
  { signal: 'request_rate', query: 'sum(rate(edge_hits{tenant="$service",kind="all"}[5m]))', unit: '1/s' },
  {
    signal: 'error_rate',
    query: 'sum(rate(edge_hits{tenant="$service",kind="bad"}[5m]))',
    unit: '1/s',
    service: 'odd-shop',
  },
  { signal: 'latency_p95', query: 'max(edge_delay{tenant="$service"})', unit: 'ms', service: 'odd-shop' },
];

describeWithPrometheus('what a team wrote down', () => {
  let server: StartedServer;
  beforeAll(async () => {
    server = await startPrometheusOver(samplesOf(series, spans.slice(1)), rules);
    // The rules are evaluated for the first time a little after the server is ready.
    await waitFor(async () => (await (await fetch(`${server.url}/api/v1/alerts`)).text()).includes('LedgerBehind'), {
      timeoutMs: 20_000,
      everyMs: 100,
    });
  }, 60_000);
  afterAll(() => server?.stop());

  const open = (settings: object = {}) =>
    prometheus.create({
      id: 'prometheus',
      settings: prometheus.settings.parse({ url: server.url, ...settings }),
      now: Date.now,
    });
  const ask = async (name: string, settings: object = {}) => {
    const answer = await open(settings).metrics?.(aPlainQuestion({ service: { name }, window }));
    return answer?.items ?? [];
  };

  test('configured metrics are asked as they are written, in their unit, with the service in its place', async () => {
    const items = await ask('odd-shop', { metrics });
    expect(after(items, 'request_rate')).toBeCloseTo(20, 1);
    expect(after(items, 'error_ratio')).toBeCloseTo(0.2, 2);
    expect(after(items, 'latency_p95')).toBeCloseTo(0.9, 2);
    expect(await ask('odd-shop')).toEqual([]);
  });

  test('what is configured stands instead of what would be found, and only for its service', async () => {
    expect(after(await ask('both-ways'), 'request_rate')).toBeCloseTo(3, 1);
    const configured = await ask('both-ways', { metrics });
    expect(after(configured, 'request_rate')).toBeCloseTo(20, 1);
    expect(configured.filter(({ signal }) => signal === 'request_rate')).toHaveLength(1);
    expect(configured.filter(({ signal }) => signal === 'latency_p95')).toEqual([]);
  });

  test('a service called like a query changes none', async () => {
    expect(await ask('odd-shop"} or vector(1) #', { metrics })).toEqual([]);
  });

  test('the doctor says which configured metric finds nothing', async () => {
    const now = 'vector(1)';
    const checks = await open({
      metrics: [
        { signal: 'custom', query: now, unit: '1' },
        { signal: 'cpu', query: 'no_such_metric{app="$service"}', unit: 'cores' },
      ],
    }).check(new AbortController().signal);
    expect(checks.at(-1)).toMatchObject({ ok: false, detail: 'cpu: no_such_metric{app="$service"}' });
    const good = await open({ metrics: [{ signal: 'custom', query: now, unit: '1' }] }).check(
      new AbortController().signal,
    );
    expect(good.at(-1)).toMatchObject({ ok: true, detail: '1 of 1 configured metrics find something' });
  });

  test('the signal of an alert about the service is asked as its rule says, without the comparison, told by its labels', async () => {
    const items = (await ask('ledger')).filter(({ name }) => name.startsWith('alert '));
    const name = 'alert LedgerBehind: sum by (service, shard) (ledger_backlog{service="ledger"}) > 50';
    expect(items.map((one) => ({ name: one.name, shard: one.labels.shard, after: after([one], 'custom') }))).toEqual([
      { name, shard: 'a', after: 90 },
      { name, shard: 'b', after: 5 },
    ]);
  });

  test('an alert leads to the page its team wrote for it', async () => {
    const now = Date.now();
    const question = aPlainQuestion({
      service: { name: 'ledger' },
      window: { from: now - 3_600_000, to: now + 60_000 },
    });
    const answer = await open().alerts?.(question);
    expect(answer?.items.map(({ name, url }) => [name, url])).toEqual([
      ['LedgerBehind', 'https://wiki.example/ledger'],
    ]);
  });
});

test.each([
  ['a > 5', 'a', '>', 5],
  ['sum(rate(x{a=">= 1"}[5m])) by (b) / y >= bool 0.05', 'sum(rate(x{a=">= 1"}[5m])) by (b) / y', '>=', 0.05],
  ['(a > 1) and (b < 2)', 'a', '>', 1],
  ['((a / b) < 1e-3)', 'a / b', '<', 0.001],
  ['absent(up{job="x"}) == 1', 'absent(up{job="x"})', '==', 1],
])('%s measures %s', (expression, measured, comparison, limit) => {
  expect(splitThreshold(expression)).toEqual({ measured, comparison, limit });
});

test.each(['a > b', 'vector(1)', 'a{x="> 3"}', '(a > 1) + 2'])('%s has no limit that could be told', (expression) => {
  expect(splitThreshold(expression)).toBeNull();
});

function after(items: readonly MetricSeries[], signal: Signal): number | null {
  const points = items.find((one) => one.signal === signal)?.points ?? [];
  const values = points.flatMap(([at, value]) =>
    at >= onset + 6 * 60_000 && at < window.to && value !== null ? [value] : [],
  );
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
