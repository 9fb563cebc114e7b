import type { Breakdown } from '@incidentfox/incident';
import { attribute } from '../../src/attribution/index.ts';
import { aGroup, failuresOf, type Group, inTrouble, normally } from './shop.ts';

const pods = (n: number, more: (i: number) => Partial<Record<string, string>> = () => ({})) =>
  Array.from({ length: n }, (_, i) => ({ pod: `payment-${i}`, ...more(i) }) as Record<string, string>);
const found = (groups: readonly Group[]) =>
  attribute(failuresOf(groups)).map(({ labels }) => labels.map(({ label, values }) => [label, ...[...values].sort()]));
const first = (groups: readonly Group[]) => attribute(failuresOf(groups))[0];

describe('one label', () => {
  const table: [what: string, groups: Group[], expected: string[]][] = [
    ['one pod of six', pods(6).map((labels, i) => aGroup(labels, 1000, i === 2 ? 300 : 2)), ['pod', 'payment-2']],
    [
      'two pods of six',
      pods(6).map((labels, i) => aGroup(labels, 1000, i < 2 ? 300 : 2)),
      ['pod', 'payment-0', 'payment-1'],
    ],
    [
      'five pods of six, all but the one that was restarted',
      pods(6).map((labels, i) => aGroup(labels, 1000, i === 0 ? 0 : 200)),
      [
        'pod',
        ...pods(6)
          .slice(1)
          .map(({ pod }) => pod as string),
      ],
    ],
    [
      'a version',
      ['v1', 'v2'].map((version) => aGroup({ version }, version === 'v2' ? 400 : 2000, version === 'v2' ? 100 : 3)),
      ['version', 'v2'],
    ],
    [
      'a zone under another name',
      ['a', 'b', 'c'].map((topology_kubernetes_io_zone) =>
        aGroup({ topology_kubernetes_io_zone }, 900, topology_kubernetes_io_zone === 'b' ? 200 : 4),
      ),
      ['topology_kubernetes_io_zone', 'b'],
    ],
    [
      'a route with few requests',
      ['/pay', '/list', '/show', '/health'].map((http_route, i) =>
        aGroup({ http_route }, [60, 3000, 5000, 900][i] ?? 0, i === 0 ? 58 : 0),
      ),
      ['http_route', '/pay'],
    ],
    [
      'two routes of nine',
      Array.from({ length: 9 }, (_, i) => aGroup({ uri: `/${i}` }, 800, i > 6 ? 160 : 1)),
      ['uri', '/7', '/8'],
    ],
    [
      'a tenant of forty',
      Array.from({ length: 40 }, (_, i) => aGroup({ tenant: `t${i}` }, 100, i === 11 ? 60 : 0)),
      ['tenant', 't11'],
    ],
    [
      'a peer',
      ['visa', 'amex', 'bank'].map((peer) => aGroup({ peer }, 700, peer === 'amex' ? 350 : 2)),
      ['peer', 'amex'],
    ],
    [
      'a method',
      ['GET', 'POST', 'PUT'].map((method) =>
        aGroup({ method }, method === 'GET' ? 5000 : 400, method === 'POST' ? 200 : 3),
      ),
      ['method', 'POST'],
    ],
    [
      'a value that failed before too, but not as often',
      ['/a', '/b', '/c'].map((route) => aGroup({ route }, 1000, route === '/a' ? 300 : 20, route === '/a' ? 600 : 120)),
      ['route', '/a'],
    ],
    [
      'a pod that came with the trouble',
      pods(4).map((labels, i) => ({
        ...aGroup(labels, 1000, i === 3 ? 200 : 2),
        requests: [1000, i === 3 ? 0 : 6000],
      })),
      ['pod', 'payment-3'],
    ],
  ];
  test.each(table)('%s', (_what, groups, expected) => {
    expect(found(groups)[0]).toEqual([expected]);
  });
});

describe('nothing', () => {
  const table: [what: string, groups: Group[]][] = [
    ['trouble spread as the load is', pods(6).map((labels, i) => aGroup(labels, 500 + 300 * i, 50 + 30 * i))],
    [
      'a value that always fails and still does',
      [aGroup({ route: '/old' }, 1000, 900, 5400), aGroup({ route: '/new' }, 1000, 2, 12)],
    ],
    ['no failures at all', pods(3).map((labels) => aGroup(labels, 1000, 0))],
    ['small counts', pods(6).map((labels, i) => aGroup(labels, 60, i === 2 ? 8 : 0))],
    ['one value only', [aGroup({ version: 'v2' }, 1000, 400)]],
    [
      'a value with nearly all of the load',
      [aGroup({ method: 'POST' }, 9500, 2000), aGroup({ method: 'GET' }, 500, 40)],
    ],
    ['a slight lean', pods(4).map((labels, i) => aGroup(labels, 1000, i === 0 ? 130 : 100))],
    ['a label that nobody knows', [aGroup({ colour: 'red' }, 1000, 400), aGroup({ colour: 'blue' }, 1000, 0)]],
    ['no label', [aGroup({}, 1000, 400)]],
    ['no rows', []],
    ['a value without a name', [aGroup({ version: '' }, 1000, 400), aGroup({ version: 'v1' }, 1000, 0)]],
    ['the status of what failed', [aGroup({ code: '500' }, 400, 400), aGroup({ code: '200' }, 9000, 0)]],
    [
      'numbers that are none',
      [aGroup({ pod: 'a' }, Number.NaN, Number.NaN), aGroup({ pod: 'b' }, -5, Number.POSITIVE_INFINITY)],
    ],
  ];
  test.each(table)('%s', (_what, groups) => {
    expect(found(groups)).toEqual([]);
  });
});

describe('two labels', () => {
  const grid = (failed: (zone: string, route: string) => number) =>
    ['a', 'b', 'c'].flatMap((zone) =>
      ['/pay', '/list', '/show'].map((route) => aGroup({ zone, route }, 600, failed(zone, route))),
    );

  test('a route in one zone: neither alone says it', () => {
    expect(found(grid((zone, route) => (zone === 'b' && route === '/pay' ? 400 : 2)))[0]).toEqual([
      ['zone', 'b'],
      ['route', '/pay'],
    ]);
  });

  test('a second label that holds no more than the load is left out', () => {
    expect(found(grid((zone) => (zone === 'b' ? 200 : 2)))).toEqual([[['zone', 'b']]]);
  });

  test('a method and a route read as people say them', () => {
    const groups = ['GET', 'POST'].flatMap((method) =>
      ['/pay', '/list'].map((route) => aGroup({ route, method }, 900, method === 'POST' && route === '/pay' ? 500 : 0)),
    );
    expect(first(groups)?.sentence).toBe('all errors come from POST /pay, with 25 % of the requests');
  });

  test('the pods on a version are counted, and not told a second time', () => {
    const groups = pods(6, (i) => ({ version: i < 2 ? 'v2.1.0' : 'v2.0.9' })).map((labels, i) =>
      aGroup(labels, 1000, i < 2 ? 245 : 2.5),
    );
    const all = attribute(failuresOf(groups));
    expect(all.map(({ sentence }) => sentence)).toEqual([
      '98 % of the errors come from the 2 of 6 pods on v2.1.0, with 33 % of the requests',
    ]);
    expect(all[0]).toMatchObject({ ofValues: '2 of 6 pods', shareInTrouble: 0.98, shareNormally: 0.333, lift: 2.94 });
  });
});

describe('other measures', () => {
  test('slow requests are told like failed ones', () => {
    const groups = pods(4).map((labels, i) => aGroup(labels, 1000, i === 1 ? 400 : 5, i === 1 ? 20 : 20));
    const [slow] = attribute(failuresOf(groups, 'slow_requests'));
    expect(slow?.sentence).toMatch(
      /^9\d % of the slow requests come from pod payment-1, 1 of 4, with 25 % of the requests$/,
    );
  });

  const traffic = (rows: Breakdown['rows'], label: string): Breakdown => ({
    service: 'payment',
    measure: 'requests',
    labels: [label],
    rows,
    inTrouble,
    normally,
    drawn: 'counted',
  });
  const sent = (label: string, value: string, now: number, before: number) => ({
    labels: { [label]: value },
    inTrouble: now,
    normally: before,
  });

  test('one tenant sends what comes in addition', () => {
    const rows = ['a', 'b', 'c', 'd'].map((one) => sent('tenant', one, one === 'c' ? 9000 : 1000, 6000));
    expect(attribute([traffic(rows, 'tenant')])[0]?.sentence).toBe(
      '75 % of the additional requests come from tenant c, with 25 % before',
    );
  });

  test('a surge of everybody has no place, nor have requests that move to new pods', () => {
    const surge = ['a', 'b', 'c'].map((one) => sent('tenant', one, 5000, 6000));
    const moved = ['a', 'b', 'c'].map((one) => sent('pod', one, one === 'c' ? 9000 : 0, one === 'c' ? 0 : 6000));
    expect(attribute([traffic(surge, 'tenant'), traffic(moved, 'pod')])).toEqual([]);
  });
});

test('a name of somebody else’s making stays on one line and has an end', () => {
  const evil = `x\n\u202e*bold*${'y'.repeat(500)}`;
  const groups = [evil, 'b', 'c'].map((route) => aGroup({ route }, 900, route === evil ? 300 : 0));
  const sentence = first(groups)?.sentence ?? '';
  expect(sentence).not.toMatch(/[\n\u202e]/);
  expect(sentence.length).toBeLessThan(200);
});

test('the order of rows, labels and breakdowns makes no difference', () => {
  const groups = pods(6, (i) => ({ zone: 'abc'[i % 3], route: i % 2 ? '/a' : '/b' })).map((labels, i) =>
    aGroup(labels, 1000, i === 4 ? 400 : 3),
  );
  const straight = failuresOf(groups);
  const turned = [...straight].reverse().map((one) => ({ ...one, rows: [...one.rows].reverse() }));
  const plain = (all: Breakdown[]) => attribute(all).map(({ breakdown: _, ...rest }) => rest);
  expect(plain(turned)).toEqual(plain(straight));
});

test('failures are compared with requests of the same service only, and without them with what failed before', () => {
  const [failures] = failuresOf(
    ['/a', '/b', '/c'].map((route) => aGroup({ route }, 1000, route === '/a' ? 300 : 10, 60)),
  );
  const [, strangers] = failuresOf(
    ['/a', '/b', '/c'].map((route) => aGroup({ route }, route === '/a' ? 90_000 : 10, 0)),
  );
  const others = { ...(strangers as Breakdown), service: 'cart' };
  expect(attribute([failures as Breakdown, others])[0]?.sentence).toBe(
    '94 % of the errors come from /a, with 33 % of them before',
  );
});
