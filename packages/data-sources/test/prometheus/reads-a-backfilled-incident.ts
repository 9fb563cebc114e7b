import type { MetricSeries, Signal } from '@incidentfox/incident';
import type { DataSource } from '../../src/data-source.ts';
import { aPlainQuestion } from '../plain-question.ts';
import { families, onset, window } from './backfilled-incident.ts';

/** What every server that speaks the Prometheus API must give over the backfilled incident. */
export function readsABackfilledIncident(source: () => DataSource): void {
  const metricsOf = async (name: string) => source().metrics?.(aPlainQuestion({ service: { name }, window }));

  test('counts failed and slow requests of a service in trouble by all its labels, in trouble and before', async () => {
    const answer = await metricsOf('cart-api');
    expect({ state: answer?.state, warnings: answer?.warnings }).toEqual({ state: 'ok', warnings: [] });
    const breakdowns = answer?.breakdowns ?? [];
    expect(breakdowns.map(({ measure, labels }) => [measure, labels])).toEqual(
      [
        ['failed_requests', ['version', 'pod', 'route', 'status']],
        ['requests', ['version', 'pod', 'route', 'status']],
        ['slow_requests', ['version', 'pod', 'route']],
        ['requests', ['version', 'pod', 'route']],
      ].map(([measure, labels]) => [
        measure,
        (labels as string[]).map((label) => (label === 'status' ? 'code' : label)),
      ]),
    );
    for (const breakdown of breakdowns.filter(({ measure }) => measure !== 'requests')) {
      expect(Math.abs(breakdown.inTrouble.from - onset)).toBeLessThanOrEqual(2 * 60_000);
      const total = (of: (labels: Readonly<Record<string, string>>) => boolean) =>
        breakdown.rows.filter(({ labels }) => of(labels)).reduce((sum, { inTrouble }) => sum + inTrouble, 0);
      const ill = total(({ version, route }) => version === 'v2.1.0' && route === '/pay');
      expect(ill / total(() => true)).toBeGreaterThan(0.9);
      expect(ill).toBeGreaterThan(1_000);
    }
    expect(answer?.provenance.query).toContain('sum by (version, pod, route, code) (increase(http_requests_total{');
  });

  test.each(Object.keys(families))('reads the golden signals of %s from its own metric family', async (name) => {
    const answer = await metricsOf(name);
    expect({ state: answer?.state, warnings: answer?.warnings, failure: answer?.failure }).toEqual({
      state: 'ok',
      warnings: [],
      failure: undefined,
    });
    const normal = (signal: Signal) =>
      meanBetween(seriesOf(answer?.items, signal), window.from - 50 * 60_000, onset - 60_000);
    const troubled = (signal: Signal) => meanBetween(seriesOf(answer?.items, signal), onset + 6 * 60_000, window.to);
    expect(normal('error_ratio')).toBeLessThan(0.02);
    expect(troubled('error_ratio')).toBeGreaterThan(0.05);
    expect(normal('request_rate')).toBeGreaterThan(9);
    expect(normal('latency_p95')).toBeLessThan(0.25);
    expect(troubled('latency_p95')).toBeGreaterThan(4);
    expect(seriesOf(answer?.items, 'latency_p99').unit).toBe('s');
  });

  test('every series reaches back over the baseline and has the week before beside it', async () => {
    const answer = await metricsOf('plain-shop');
    const ratio = seriesOf(answer?.items, 'error_ratio');
    const first = ratio.points[0]?.[0] ?? 0;
    expect(first).toBeGreaterThanOrEqual(window.from - 3_600_000);
    expect(first).toBeLessThan(window.from - 3_000_000);
    expect(ratio.points.at(-1)?.[0]).toBe(window.to);
    const weekBefore = (ratio.weekEarlier ?? []).map(([at, value]) => [at + 7 * 24 * 3_600_000, value ?? 0] as const);
    const thenAtTheSameHour = weekBefore.filter(([at]) => at >= onset + 6 * 60_000).map(([, value]) => value);
    expect(Math.max(...thenAtTheSameHour)).toBeLessThan(0.02);
  });

  test('reads processor, memory, memory against its limit, and restarts of the containers', async () => {
    const { items = [] } = (await metricsOf('plain-shop')) ?? {};
    const now = (signal: Signal) => meanBetween(seriesOf(items, signal), onset + 6 * 60_000, window.to);
    expect(now('cpu')).toBeCloseTo(0.9, 1);
    expect(now('memory')).toBeCloseTo(480_000_000, -6);
    expect(now('saturation')).toBeCloseTo(0.96, 2);
    const restarts = seriesOf(items, 'restarts').points.map(([, value]) => value ?? 0);
    expect(Math.max(...restarts)).toBeGreaterThanOrEqual(2.5);
  });

  test('tells how each callee serves the service, with what the callee measured as its own', async () => {
    const { items = [] } = (await metricsOf('plain-shop')) ?? {};
    const calls = items.filter(({ peer }) => peer !== undefined);
    const told = calls.map(({ service, peer, side, signal }) => `${signal} of ${service} and ${peer}, ${side}`);
    expect(told.sort()).toEqual([
      'error_rate of plain-shop and payments, client',
      'error_ratio of plain-shop and payments, client',
      'latency_p95 of payments and plain-shop, server',
      'request_rate of plain-shop and payments, client',
    ]);
    const ratio = calls.find(({ signal }) => signal === 'error_ratio');
    expect(ratio && meanBetween(ratio, onset, window.to)).toBeCloseTo(0.25, 2);
  });

  test('finds the containers of a workload that is called otherwise by the pods that serve, each by itself and together', async () => {
    const { items = [] } = (await metricsOf('billing-api')) ?? {};
    const cpu = (pod: string) => items.find(({ signal, labels }) => signal === 'cpu' && labels.pod === pod);
    expect(meanBetween(seriesOf(items, 'cpu'), onset, window.to)).toBeCloseTo(0.6, 1);
    expect(cpu('billing-7c9d8f5b6-x2k4p')?.labels.node).toBe('node-a');
    expect(meanBetween(cpu('billing-7c9d8f5b6-zz9vq') as MetricSeries, onset, window.to)).toBeCloseTo(0.4, 1);
    // It came up in the middle: its own normal is not known.
    expect(cpu('billing-7c9d8f5b6-young')).toBeUndefined();
  });

  test('reads how full a pool of connections is', async () => {
    const { items = [] } = (await metricsOf('orders-db')) ?? {};
    const connections = seriesOf(items, 'saturation');
    expect(connections.name).toBe('pg_stat_activity_count / pg_settings_max_connections');
    expect(meanBetween(connections, onset, window.to)).toBeCloseTo(0.97, 2);
  });

  test('gives who calls the service and whom it calls', async () => {
    const answer = await source().topology?.(aPlainQuestion({ service: { name: 'plain-shop' }, window }));
    const edges = (answer?.items ?? []).map(({ from, to, rate, errorRatio }) => ({
      from,
      to,
      rate: Math.round(rate ?? 0),
      errorRatio: round(errorRatio ?? 0),
    }));
    expect(edges).toEqual(
      expect.arrayContaining([
        { from: 'plain-shop', to: 'payments', rate: 4, errorRatio: 0.25 },
        { from: 'web', to: 'plain-shop', rate: 10, errorRatio: 0 },
      ]),
    );
    expect(edges).toHaveLength(2);
  });

  test('what a service measures of its calls to an outside host is about that host', async () => {
    const { items = [] } = (await metricsOf('micrometer-shop')) ?? {};
    const calls = items.filter(({ peer }) => peer === 'api.bank.example');
    const ratio = calls.find(({ signal }) => signal === 'error_ratio');
    expect(ratio && meanBetween(ratio, onset + 6 * 60_000, window.to)).toBeCloseTo(0.2, 1);
    expect(calls.find(({ signal }) => signal === 'latency_mean')?.side).toBe('client');
  });

  test('a store that no longer answers its exporter is not available', async () => {
    const { items = [] } = (await metricsOf('redis-cart')) ?? {};
    expect(meanBetween(seriesOf(items, 'availability'), onset + 60_000, window.to)).toBe(0);
  });

  test.each([
    ['invoice-runs', 'a worker that one exporter knows by its host name', 'celery_queue_length'],
    ['packing', 'a consumer that the broker knows by its group', 'kafka_consumergroup_lag'],
  ])('how long work waits for %s, %s', async (name, _, metric) => {
    const { items = [] } = (await metricsOf(name)) ?? {};
    const waiting = seriesOf(items, 'queue_age');
    expect({ name: waiting.name, unit: waiting.unit }).toEqual({ name: metric, unit: 's' });
    expect(meanBetween(waiting, window.from - 50 * 60_000, onset - 60_000)).toBeLessThan(1);
    expect(meanBetween(waiting, onset + 15 * 60_000, window.to)).toBeGreaterThan(120);
  });

  test('what a worker gets, and how much of it fails', async () => {
    const { items = [] } = (await metricsOf('invoice-runs')) ?? {};
    expect(meanBetween(seriesOf(items, 'request_rate'), window.from - 50 * 60_000, onset - 60_000)).toBeCloseTo(4, 0);
    expect(meanBetween(seriesOf(items, 'error_rate'), window.from, window.to)).toBeCloseTo(0.01, 2);
  });

  test('how a cache serves: how long it takes, and how much it does not have', async () => {
    const { items = [] } = (await metricsOf('redis-basket-metrics')) ?? {};
    expect(meanBetween(seriesOf(items, 'miss_ratio'), window.from - 50 * 60_000, onset - 60_000)).toBeCloseTo(0.1, 2);
    expect(meanBetween(seriesOf(items, 'miss_ratio'), onset + 6 * 60_000, window.to)).toBeCloseTo(0.7, 1);
    expect(meanBetween(seriesOf(items, 'latency_mean'), window.from, window.to)).toBeCloseTo(0.001, 4);
  });

  describe('a sweep of all services', () => {
    const question = () => {
      const {
        service: _,
        history: __,
        ...rest
      } = aPlainQuestion({ window, caps: { items: 1_500, pointsPerSeries: 120 } });
      return { ...rest, names: ['plain-shop'] };
    };

    test('shows every service that serves requests in a few queries, whatever its family', async () => {
      const answer = await source().sweeps?.metrics?.(question());
      expect(answer?.state).toBe('ok');
      const ratios = (answer?.items ?? []).filter(({ signal }) => signal === 'error_ratio');
      expect(ratios.map(({ service }) => service)).toEqual(expect.arrayContaining(Object.keys(families)));
      for (const one of ratios.filter(({ service }) => service in families)) {
        expect(meanBetween(one, window.from - 50 * 60_000, onset - 60_000)).toBeLessThan(0.02);
        expect(meanBetween(one, onset + 6 * 60_000, window.to)).toBeGreaterThan(0.05);
      }
      expect(answer?.provenance.requests).toBeLessThan(90);
    });

    test('shows whether stores answer', async () => {
      const answer = await source().sweeps?.metrics?.(question());
      const up = answer?.items.find(({ service, signal }) => service === 'redis-cart' && signal === 'availability');
      expect(up && meanBetween(up, onset + 60_000, window.to)).toBe(0);
    });

    test('shows what waits for consumers, how workers fare and what caches miss', async () => {
      const { items = [] } = (await source().sweeps?.metrics?.(question())) ?? {};
      const seen = items.map(({ service, signal }) => `${signal} of ${service}`);
      expect(seen).toEqual(
        expect.arrayContaining([
          'queue_age of packing',
          'request_rate of invoice-runs',
          'miss_ratio of redis-basket-metrics',
        ]),
      );
    });

    test('gives every call that a service graph, a mesh or a client library reports', async () => {
      const answer = await source().sweeps?.topology?.(question());
      const calls = (answer?.items ?? []).map(({ from, to }) => `${from} calls ${to}`);
      expect(calls).toEqual(
        expect.arrayContaining([
          'web calls plain-shop',
          'plain-shop calls payments',
          'web calls mesh-shop',
          'micrometer-shop calls api.bank.example',
        ]),
      );
    });
  });

  test('a service nobody measures is skipped with what to do', async () => {
    const answer = await metricsOf('nobody-knows-me');
    expect(answer?.state).toBe('skipped');
    expect(answer?.failure?.message).toContain('service catalogue');
  });

  test.each(['a"} or vector(1) #', '.*', 'x|plain-shop', 'a\\', 'a\nb', '{__name__=~".+"}', '日本 shop', '\ud800'])(
    'a service called %j finds nothing instead of changing the query',
    async (name) => {
      const answer = await metricsOf(name);
      expect(answer?.items).toEqual([]);
      expect(answer?.state).toBe('skipped');
    },
  );
}

function seriesOf(items: readonly MetricSeries[] | undefined, signal: Signal): MetricSeries {
  const isWhole = ({ peer, labels }: MetricSeries) => peer === undefined && labels.pod === undefined;
  const found = items?.filter((series) => series.signal === signal && isWhole(series)) ?? [];
  if (found.length !== 1) throw new Error(`expected one series of ${signal}, got ${found.length}`);
  return found[0] as MetricSeries;
}

function meanBetween({ points }: MetricSeries, from: number, to: number): number {
  const values = points.filter(([at, value]) => at >= from && at < to && value !== null).map(([, value]) => value ?? 0);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const round = (value: number) => Math.round(value * 100) / 100;
