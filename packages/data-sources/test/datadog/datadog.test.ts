import type { DataSource } from '../../src/data-source.ts';
import { datadog } from '../../src/datadog/index.ts';
import { toEpochMs } from '../../src/datadog/mappers/to-changes.ts';
import { datadogSettings } from '../../src/datadog/settings.ts';
import { alarmAt, aQuestion, at, iso } from '../questions.ts';
import { settled } from '../settled.ts';
import { type StandIn, startStandIn } from '../stand-in.ts';
import {
  aDeployment,
  admitToDatadog,
  aLog,
  aMonitor,
  anEvent,
  type DatadogContent,
  datadogKeys,
  datadogRoutes,
  microsecond,
  nanocore,
  weekMs,
} from './stand-in-datadog.ts';

const create = (url: string, more: object = {}, now = () => alarmAt): DataSource =>
  datadog.create({
    id: 'datadog',
    settings: settled(datadogSettings.parse({ url, ...datadogKeys, environment: 'prod', ...more })),
    now,
  });
const question = (different = {}) => aQuestion({ vendorNames: { datadog: 'Checkout' }, ...different });

let vendor: StandIn;
async function sourceOver(content: DatadogContent, settings: object = {}): Promise<DataSource> {
  vendor = await startStandIn(datadogRoutes(content), admitToDatadog);
  return create(vendor.url, settings);
}

describe('what is asked', () => {
  afterEach(async () => {
    expect(vendor.refused).toEqual([]);
    await vendor.close();
  });

  test('golden signals in our units, over baseline and window, with the week before', async () => {
    const source = await sourceOver({
      metrics: {
        hits_per_second: { value: (time) => (time < at(-1000) ? 50 : 40) },
        errors_per_second: { value: (time) => (time >= at(-10) ? 10 : null) },
        latency_p95: { value: () => 250_000, unit: microsecond },
        'container.cpu.usage': { value: () => 1_500_000_000, unit: nanocore },
      },
    });
    const answer = await source.metrics?.(question());
    expect(answer?.state).toBe('ok');
    const bySignal = new Map(answer?.items.map((one) => [one.signal, one]));
    expect([...bySignal.keys()]).toEqual(['request_rate', 'error_rate', 'latency_p95', 'error_ratio', 'cpu']);
    expect(bySignal.get('latency_p95')).toMatchObject({ unit: 's', service: 'checkout-service' });
    expect(bySignal.get('latency_p95')?.points[0]?.[1]).toBeCloseTo(0.25);
    expect(bySignal.get('cpu')?.points[0]?.[1]).toBeCloseTo(1.5);
    const ratio = bySignal.get('error_ratio')?.points ?? [];
    expect(ratio[0]).toEqual([question().baselines.before.from, 0]);
    expect(ratio.at(-1)?.[1]).toBe(0.25);
    const requests = bySignal.get('request_rate');
    expect(requests?.weekEarlier?.[0]).toEqual([(requests?.points[0]?.[0] ?? 0) - weekMs, 50]);
    expect(answer?.provenance.query).toContain('"service":"checkout"');
  });

  test('logs are counted by Datadog, in buckets, against the range before and the week before', async () => {
    const source = await sourceOver({
      logsPerMinute: (time, isError) => (isError ? (time >= at(-10) ? 6 : 0) : time < at(-1000) ? 100 : 20),
      logs: [aLog(-5, 'upstream connect error', { attributes: { dd: { trace_id: '77' } } }), aLog(-90, 'earlier')],
    });
    const answer = await source.logs?.(question());
    expect(
      answer?.items.map(({ level, total, baselines }) => [level, total, baselines.map((one) => one.total)]),
    ).toEqual([
      ['error', 120, [0, 0]],
      ['all', 1400, [1400, 7000]],
    ]);
    const [errors] = answer?.items ?? [];
    expect(errors?.lines).toEqual([
      { at: at(-5), level: 'error', host: 'checkout-1', message: 'upstream connect error', traceId: '77' },
    ]);
    expect(errors?.baselineLines.map(({ message }) => message)).toEqual(['earlier']);
    expect(errors?.buckets.reduce((sum, [, count]) => sum + count, 0)).toBe(120);
  });

  test('monitors that alarm, and those that did in the window', async () => {
    const group = (status: string, triggered: number, resolved?: number) => ({
      name: 'pod:a',
      status,
      last_triggered_ts: at(triggered) / 1000,
      last_resolved_ts: resolved === undefined ? null : at(resolved) / 1000,
    });
    const source = await sourceOver({
      monitors: [
        aMonitor(1, 'Alert', { a: group('Alert', -4), b: group('OK', -3) }),
        aMonitor(2, 'OK', { a: group('OK', -30, -20) }),
        aMonitor(3, 'OK', { a: group('OK', -3000, -2900) }),
        aMonitor(4, 'No Data', {}, { priority: null }),
      ],
    });
    const answer = await source.alerts?.(question());
    expect(
      answer?.items.map(({ id, state, startedAt, endedAt, severity }) => [id, state, startedAt, endedAt, severity]),
    ).toEqual([
      ['datadog:monitor:1', 'firing', at(-4), undefined, 'P1'],
      ['datadog:monitor:2', 'resolved', at(-30), at(-20), 'P1'],
      ['datadog:monitor:4', 'firing', at(-3), undefined, 'No Data'],
    ]);
    expect(answer?.items[0]?.labels).toMatchObject({ team: 'shop', groups: 'pod:a' });
  });

  test('deployments and events of the service; alerts among the events are no changes', async () => {
    const source = await sourceOver({
      deployments: [aDeployment('d2', -6, 'v2.1.0'), aDeployment('d1', -2000, 'v2.0.9')],
      events: [
        anEvent('e1', -8, 'Feature flag fast-pay turned on', ['env:prod', 'user:ada']),
        anEvent('e2', -3, '[Triggered] Checkout error rate', ['source:alert']),
        anEvent('e3', -20, 'Backup finished'),
      ],
    });
    const answer = await source.changes?.(question());
    expect(answer?.history).toMatchObject({ count: 1 });
    expect(
      answer?.items.map(({ id, kind, startedAt, version, previousVersion, actor }) => [
        id,
        kind,
        startedAt,
        version,
        previousVersion,
        actor,
      ]),
    ).toEqual([
      ['datadog:deployment:d2', 'deploy', at(-6), 'v2.1.0', 'v2.0.9', undefined],
      ['datadog:event:e1', 'flag', at(-8), undefined, undefined, 'ada'],
    ]);
  });

  test('an organisation without delivery metrics is told by its events alone', async () => {
    const source = await sourceOver({ deployments: 'forbidden', events: [anEvent('e1', -8, 'Deployed v2.1.0')] });
    expect(await source.changes?.(question())).toMatchObject({
      state: 'ok',
      items: [{ version: 'v2.1.0' }],
      warnings: [expect.stringContaining('could not be read')],
    });
  });

  test('dependencies both ways, and only with an environment', async () => {
    const source = await sourceOver({ calls: ['payment-gateway'], calledBy: ['storefront'] });
    expect((await source.topology?.(question()))?.items.map(({ from, to }) => [from, to])).toEqual([
      ['checkout-service', 'payment-gateway'],
      ['storefront', 'checkout-service'],
    ]);
    expect(await create(vendor.url, { environment: undefined }).topology?.(question())).toMatchObject({
      state: 'skipped',
    });
    expect((await source.discover?.(new AbortController().signal))?.items.map(({ name }) => name)).toEqual([
      'checkout',
      'payment-gateway',
    ]);
  });
});

test.each<[string | number, string]>([
  [1_795_444_560, 'seconds'],
  [1_795_444_560_000, 'milliseconds'],
  [1_795_444_560_000_000, 'microseconds'],
  [1_795_444_560_000_000_000, 'nanoseconds'],
  ['1795444560', 'seconds in text'],
  [iso(0), 'ISO'],
])('%p is read as %s', (time) => expect(toEpochMs(time)).toBe(alarmAt));
