import { diagnose } from '@incidentfox/analysis';
import type { LogDigest, MetricSeries, Observations, Point, Signal, Unit } from '@incidentfox/incident';
import { EvidenceBook } from '../../src/evidence/evidence-book.ts';
import { findOrigins } from '../../src/hypotheses/origins/find-origins.ts';
import { measureShifts } from '../../src/onset/measure-shifts.ts';
import { poissonSigmas } from '../../src/ranking/log-surprise.ts';
import { rankOrigins } from '../../src/ranking/rank-origins.ts';
import { readScene } from '../../src/scene/read-scene.ts';
import { nothingObserved } from '../nothing-observed.ts';

const minute = 60_000;
const alarmAt = Date.UTC(2026, 0, 10, 12);
const window = { from: alarmAt - 30 * minute, to: alarmAt + 8 * minute };
const noise = (i: number) => Math.sin(i * 12.9898) * Math.cos(i * 78.233);

interface Course {
  before: number;
  after: number;
  peer?: string;
  side?: 'client' | 'server';
}

function course(service: string, signal: Signal, unit: Unit, { before, after, peer, side }: Course): MetricSeries {
  const points = Array.from({ length: 48 }, (_, i): Point => {
    const at = alarmAt + (i - 40) * minute;
    return [at, (at >= alarmAt ? after : before) * (1 + 0.04 * noise(i + service.length))];
  });
  const ends = { ...(peer !== undefined && { peer }), ...(side !== undefined && { side }) };
  return { service, signal, unit, name: signal, labels: {}, stepMs: minute, points, ...ends };
}

const latency = (
  service: string,
  before: number,
  after: number,
  ends: { peer?: string; side?: 'client' | 'server' } = {},
) => course(service, 'latency_p50', 's', { before, after, ...ends });
const requests = (service: string, before: number, after = before) =>
  course(service, 'request_rate', '1/s', { before, after });
const cpu = (service: string, before: number, after: number) => course(service, 'cpu', 'ratio', { before, after });

function observe(series: readonly MetricSeries[], more: Partial<Observations> = {}): Observations {
  return {
    ...nothingObserved({ window, alarmAt }),
    affected: ['shop'],
    target: { service: 'shop', signal: 'latency_p50' },
    series,
    edges: [
      { from: 'shop', to: 'cart', foundBy: 'trace' },
      { from: 'cart', to: 'store', foundBy: 'trace' },
      { from: 'shop', to: 'ads', foundBy: 'trace' },
    ],
    ...more,
  };
}

const sceneOf = (observations: Observations) => readScene(observations, new EvidenceBook(observations));
const first = (observations: Observations) => rankOrigins(observations, measureShifts(observations))[0];

describe('connections that are held while a store is slow', () => {
  const pool = (service: string) => course(service, 'saturation', 'ratio', { before: 0.1, after: 0.99 });
  const edges = ['orders', 'payments'].map((from) => ({ from, to: 'postgres-orders', foundBy: 'catalogue' as const }));
  const target = { service: 'orders', signal: 'latency_p50' };
  const slowStore = [latency('postgres-orders', 0.003, 0.12), requests('postgres-orders', 150)];
  const orders = [latency('orders', 0.15, 3.5), requests('orders', 20), pool('orders')];
  const seen = (payments: readonly MetricSeries[], store: readonly MetricSeries[] = slowStore) =>
    observe([...store, ...orders, ...payments], { edges, affected: ['orders'], target });

  test('are the store’s doing, also when callers wait longer for a connection than the store takes', () => {
    const suffering = [latency('payments', 0.2, 2.6), requests('payments', 15), pool('payments')];
    expect(first(seen(suffering))?.service).toBe('postgres-orders');
  });

  test('are their holder’s when the store’s other callers are well, or the store is as quick as ever', () => {
    const well = [latency('payments', 0.2, 0.2), requests('payments', 15)];
    expect(first(seen(well))?.service).toBe('orders');
    const quick = [latency('postgres-orders', 0.003, 0.003), requests('postgres-orders', 150)];
    expect(first(seen([], quick))?.service).toBe('orders');
  });

  test('are not laid at a store that is slow because more is asked of it', () => {
    const busy = [latency('postgres-orders', 0.003, 0.12), requests('postgres-orders', 150, 600)];
    const suffering = [latency('payments', 0.2, 2.6), requests('payments', 15), pool('payments')];
    expect(first(seen(suffering, busy))?.service).not.toBe('postgres-orders');
  });
});

describe('the service where slowness begins', () => {
  const chain = [
    latency('shop', 0.3, 0.7),
    latency('cart', 0.1, 0.5),
    latency('store', 0.02, 0.42),
    latency('ads', 0.05, 0.05),
    ...['shop', 'cart', 'store', 'ads'].map((service) => requests(service, 10)),
  ];

  test('is the deepest slow callee: it explains its callers', () => {
    const ranking = rankOrigins(observe(chain), measureShifts(observe(chain)));
    expect(ranking[0]?.service).toBe('store');
    expect(ranking.find(({ service }) => service === 'cart')?.explainedBy).toEqual(['store']);
  });

  test('is the caller itself when its callees add too little', () => {
    const own = observe([
      latency('shop', 0.3, 0.9),
      latency('cart', 0.1, 0.11),
      requests('shop', 10),
      requests('cart', 10),
    ]);
    expect(first(own)?.service).toBe('shop');
  });

  test('is not a node that serves hardly any of the requests', () => {
    const rare = observe([
      ...chain.filter(({ service }) => service !== 'ads'),
      latency('ads', 0.05, 2),
      requests('ads', 0.01),
    ]);
    expect(first(rare)?.service).toBe('store');
  });

  test('is the callee when the way to it is slow and it answers fast', () => {
    const far = observe([
      latency('shop', 0.1, 0.6, { peer: 'cart', side: 'client' }),
      latency('cart', 0.09, 0.09, { peer: 'shop', side: 'server' }),
      latency('shop', 0.3, 0.8),
    ]);
    expect(first(far)).toMatchObject({ service: 'cart' });
    expect(first(far)?.features.network).toBeGreaterThan(2);
  });

  test('has its own resource run out', () => {
    const hot = observe([...chain, cpu('store', 0.2, 0.95), cpu('cart', 0.2, 0.2)]);
    expect(first(hot)?.features.resource).toBeGreaterThan(2);
    expect(first(hot)?.service).toBe('store');
  });
});

describe('failures, counted by the second', () => {
  const failures = (service: string, after: number) => course(service, 'error_rate', '1/s', { before: 4, after });
  const flow = [
    ...[requests('shop', 40), requests('cart', 20), requests('store', 10)],
    ...[failures('shop', 8), failures('cart', 8), failures('store', 8)],
  ];
  const withoutTarget = ({ target: _, ...rest }: Observations) => rest;

  test('begin at the callee that fails as often as its callers together', () => {
    expect(first(observe(flow))).toMatchObject({ service: 'store' });
  });

  test('begin, where nobody knows who calls whom, where the largest share of the requests fails', () => {
    const unknown = withoutTarget(observe(flow, { edges: [], affected: [] }));
    const [store, next] = rankOrigins(unknown, measureShifts(unknown));
    expect(store?.service).toBe('store');
    expect(store?.score).toBeGreaterThan(1.3 * (next?.score ?? 0));
  });
});

test('a caller that stopped calling is blamed for the starved callee', () => {
  const starved = observe([
    requests('shop', 10),
    requests('cart', 10),
    requests('store', 9, 0),
    latency('shop', 0.3, 0.3),
  ]);
  expect(first(starved)?.service).toBe('cart');
});

describe('logs', () => {
  const digest = (service: string, now: readonly string[], before: readonly string[]): LogDigest => ({
    service,
    level: 'all',
    window: { from: alarmAt, to: alarmAt + 5 * minute },
    total: now.length,
    baselines: [{ window: { from: alarmAt - 5 * minute, to: alarmAt }, total: before.length }],
    buckets: [],
    lines: now.map((message, i) => ({ at: alarmAt + i * 1000, level: 'INFO', message })),
    baselineLines: before.map((message, i) => ({ at: alarmAt - 5 * minute + i * 1000, level: 'INFO', message })),
  });
  const flow = (messages: readonly string[], times: number) => Array.from({ length: times }, () => messages).flat();

  test('a statement that falls silent after what always came before it points at the service', () => {
    const both = ['looking for the contact', 'contact was found'];
    const observations = observe([latency('shop', 0.3, 0.3), latency('cart', 0.1, 0.1)], {
      logs: [
        digest('cart', flow(['looking for the contact'], 30), flow(both, 30)),
        digest('ads', flow(['ad served'], 10), flow(['ad served'], 30)),
      ],
    });
    const { ranking } = sceneOf(observations);
    expect(ranking[0]?.service).toBe('cart');
    expect(ranking.find(({ service }) => service === 'ads')?.features.logs).toBe(0);
  });

  test.each([
    ['two minutes late', 2],
    ['in time', 0],
    ['four minutes early', -4],
  ])('are compared from the moment they changed, when the alarm is %s', (_, minutes) => {
    const every = (from: number, to: number, messages: readonly string[]) =>
      Array.from({ length: ((to - from) * 60) / 5 }, (__, i) => ({
        at: alarmAt + from * minute + i * 5_000,
        level: 'INFO',
        message: messages[i % messages.length] ?? '',
      }));
    const both = ['looking for the contact', 'contact was found'];
    const lines = [...every(-2, 0, both), ...every(0, 4, ['looking for the contact'])];
    const baselineLines = every(-12, -2, both);
    const observations = observe([latency('shop', 0.3, 0.3)], {
      alarmAt: alarmAt + minutes * minute,
      logs: [
        {
          service: 'cart',
          level: 'all',
          window: { from: alarmAt - 2 * minute, to: alarmAt + 4 * minute },
          total: lines.length,
          baselines: [
            { window: { from: alarmAt - 12 * minute, to: alarmAt - 2 * minute }, total: baselineLines.length },
          ],
          buckets: [],
          lines,
          baselineLines,
        },
      ],
    });
    const { ranking } = sceneOf(observations);
    expect(ranking[0]?.service).toBe('cart');
    // The normal third of the window would hide the silence from a count over the whole of it.
    expect(ranking[0]?.features.logs).toBeGreaterThan(5);
  });

  test('a whole flow that was not asked for says nothing', () => {
    const both = ['looking for the contact', 'contact was found'];
    const observations = observe([latency('shop', 0.3, 0.3)], {
      logs: [digest('cart', flow(['payment taken'], 40), [...flow(both, 4), ...flow(['payment taken'], 40)])],
    });
    expect(sceneOf(observations).ranking[0]?.score).toBeLessThan(1);
  });

  test('the surprise of a count grows with its distance from what was expected', () => {
    expect(poissonSigmas(10, 10)).toBe(0);
    expect(poissonSigmas(0, 24)).toBeGreaterThan(poissonSigmas(0, 6));
    expect(poissonSigmas(30, 10)).toBeGreaterThan(4);
  });
});

describe('confidence', () => {
  const answered = ['metrics', 'infra'].map((capability) => ({
    questionId: capability,
    capability,
    service: null,
    source: 'test',
    items: 1,
  }));
  const said = (observations: Observations) => diagnose({ ...observations, answered });
  const hot = observe([
    latency('shop', 0.3, 0.9),
    latency('cart', 0.1, 0.7),
    cpu('cart', 0.2, 0.95),
    requests('shop', 10),
    requests('cart', 10),
  ]);

  test('a clear culprit is named, and one kind of telemetry alone is never sure', () => {
    expect(said(hot)).toMatchObject({ verdict: 'root_cause' });
    expect(said(hot).hypotheses[0]?.service).toBe('cart');
    expect(said(hot).confidence).toBeLessThan(0.9);
  });

  test('nothing above the noise is healthy, and names nobody', () => {
    const calm = observe([latency('shop', 0.3, 0.3), latency('cart', 0.1, 0.1), cpu('cart', 0.2, 0.2)]);
    expect(said(calm).verdict).toBe('healthy');
    expect(said(calm).hypotheses[0]?.kind).toBe('nothing_wrong');
  });

  test('nothing observed is inconclusive', () => {
    expect(diagnose(observe([], { edges: [], affected: [] }))).toMatchObject({ verdict: 'inconclusive' });
  });

  test('two services level with each other leave it open', () => {
    const both = observe([latency('cart', 0.1, 0.7), latency('ads', 0.1, 0.7)], { edges: [] });
    expect(said(both).verdict).toBe('inconclusive');
  });

  test('less telemetry means less confidence', () => {
    const { target: _, ...withoutTarget } = hot;
    const probability = (observations: Observations) =>
      findOrigins(sceneOf({ ...observations, answered })).origins[0]?.probability ?? 0;
    expect(probability({ ...hot, edges: [] })).toBeLessThan(probability(hot));
    expect(probability(withoutTarget)).toBeLessThan(probability(hot));
  });
});
