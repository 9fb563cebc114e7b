import type { Answer, MetricSeries } from '@incidentfox/incident';
import { listen, type TestServer, waitFor } from '@incidentfox/test-kit';
import type { DataSource } from '../../../src/data-source.ts';
import { prometheus } from '../../../src/prometheus/index.ts';
import { aPlainQuestion } from '../../plain-question.ts';
import { type SampledSeries, type SampleLine, samplesOf } from '../../real-servers/sampled-series.ts';
import type { StartedServer } from '../../real-servers/started-server.ts';
import { onset, spans, window } from '../backfilled-incident.ts';
import { describeWithPrometheus, startPrometheusOver } from '../backfilled-prometheus.ts';

const minute = 60_000;
const inTrouble = (at: number) => at >= onset;
const vault = { service: 'vault-box', instance: 'a:9100' };
const step = (before: number, after: number) => (at: number) => (inTrouble(at) ? after : before);

/** An exporter nobody knows, of which four things change at the onset and the others do not. */
const exporter: SampledSeries[] = [
  { name: 'acme_vault_seal_waits_total', labels: { ...vault, shard: '1' }, perSecond: step(2, 30) },
  { name: 'acme_vault_seal_waits_total', labels: { ...vault, shard: '2' }, perSecond: step(2, 10) },
  { name: 'acme_vault_slots_in_use', labels: vault, gauge: step(10, 48) },
  { name: 'acme_vault_slots_max', labels: vault, gauge: () => 50 },
  { name: 'acme_vault_flush_seconds_sum', labels: vault, perSecond: step(0.05, 2) },
  { name: 'acme_vault_flush_seconds_count', labels: vault, perSecond: () => 5 },
  { name: 'acme_vault_fill_percent', labels: { ...vault, shard: '1' }, gauge: step(20, 80) },
  { name: 'acme_vault_fill_percent', labels: { ...vault, shard: '2' }, gauge: step(40, 90) },
  { name: 'acme_vault_entries', labels: vault, gauge: (at) => 500 + ((at / 30_000) % 7) },
  { name: 'acme_vault_polls_total', labels: vault, perSecond: () => 3 },
  // Another process takes over before the window, with a counter of its own that is far on: nothing happened.
  {
    name: 'acme_vault_beats_total',
    labels: { ...vault, instance: 'b:9100' },
    perSecond: () => 0.01,
    from: window.from + 10 * minute,
  },
  { name: 'acme_vault_beats_total', labels: vault, perSecond: () => 4 },
];
const help = [
  '# HELP acme_vault_seal_waits_total Requests that waited for a <seal>\\nof the vault.',
  '# TYPE acme_vault_seal_waits_total counter',
  'acme_vault_seal_waits_total 1',
  '# TYPE acme_vault_slots_in_use gauge',
  'acme_vault_slots_in_use 1',
].join('\n');

/** A service with 20,000 series: a label with very many values on one metric, and beside it one that tells. */
const crowd: SampleLine[] = [-57, -30, 20, 57].flatMap((minutes) =>
  Array.from({ length: 20_000 }, (_, user) => ({
    series: `acme_user_errors{service="crowded",user="u${user}"}`,
    value: user,
    at: window.from + minutes * minute,
  })),
);
const beside: SampledSeries[] = [
  { name: 'acme_crowd_rejected_total', labels: { service: 'crowded' }, perSecond: step(0.1, 9) },
];

describeWithPrometheus('what an exporter nobody knows measures', () => {
  let server: StartedServer;
  let scraped: TestServer;
  let source: DataSource;

  beforeAll(async () => {
    scraped = await listen((_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(`${help}\n`));
    const samples = [...samplesOf([...exporter, ...beside], spans.slice(1)), ...crowd];
    samples.sort((a, b) => (a.series < b.series ? -1 : a.series > b.series ? 1 : a.at - b.at));
    server = await startPrometheusOver(samples, undefined, new URL(scraped.url).host);
    await waitFor(async () => (await (await fetch(`${server.url}/api/v1/metadata`)).text()).includes('acme_vault'), {
      timeoutMs: 20_000,
      everyMs: 200,
    });
    source = prometheus.create({
      id: 'prometheus',
      settings: prometheus.settings.parse({ url: server.url }),
      now: Date.now,
    });
  }, 120_000);

  afterAll(async () => {
    await server?.stop();
    await scraped?.close();
  });

  const ask = async (name: string): Promise<Answer<MetricSeries>> => {
    const answer = await source.metrics?.(aPlainQuestion({ service: { name }, window }));
    if (answer === undefined) throw new Error('no metrics');
    return answer;
  };

  test('gives those of its series that left their normal, with their help as words and true numbers', async () => {
    const { items, state } = await ask('vault-box');
    expect(state).toBe('ok');
    const told = items.map((one) => ({
      name: one.name,
      signal: one.signal,
      unit: one.unit,
      before: round(meanBetween(one, window.from - 50 * minute, onset - minute)),
      after: round(meanBetween(one, onset + 6 * minute, window.to)),
    }));
    expect(told.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'acme_vault_fill_percent', signal: 'custom', unit: '1', before: 30, after: 85 },
      { name: 'acme_vault_flush_seconds', signal: 'custom', unit: 's', before: 0.01, after: 0.4 },
      {
        name: 'acme_vault_seal_waits_total (Requests that waited for a seal of the vault)',
        signal: 'custom',
        unit: '1/s',
        before: 4,
        after: 40,
      },
      {
        name: 'acme_vault_slots_in_use / acme_vault_slots_max',
        signal: 'saturation',
        unit: 'ratio',
        before: 0.2,
        after: 0.96,
      },
    ]);
  });

  test('of a service with 20,000 series it reads few, says so, and still finds what tells', async () => {
    const { items, warnings, provenance } = await ask('crowded');
    expect(items.map(({ name }) => name)).toEqual(['acme_crowd_rejected_total']);
    expect(warnings).toEqual([
      'of 2 other metrics of crowded (20001 series) the 1 most telling (1 series) were looked at',
    ]);
    expect(provenance.bytes).toBeLessThan(100_000);
    expect(provenance.requests).toBeLessThan(30);
  });
});

const round = (value: number) => Number(value.toPrecision(2));

function meanBetween({ points }: MetricSeries, from: number, to: number): number {
  const values = points.flatMap(([at, value]) => (at >= from && at < to && value !== null ? [value] : []));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
