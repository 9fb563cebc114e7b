import type { Breakdown, LogDigest, LogLine } from '@incidentfox/incident';
import { placeOf, whereExactly } from '../../src/attribution/index.ts';
import { diagnose } from '../../src/index.ts';
import { nothingObserved } from '../nothing-observed.ts';
import { aGroup, failuresOf, inTrouble, normally } from './shop.ts';

const lines = (n: number, line: (i: number) => Partial<LogLine> & { message: string }): LogLine[] =>
  Array.from({ length: n }, (_, i) => ({ at: inTrouble.from + i, ...line(i) }));
const digests = (bad: LogLine[], all: LogLine[]): LogDigest[] =>
  (['error', 'all'] as const).map((level) => ({
    service: 'payment',
    level,
    window: inTrouble,
    total: 1_000,
    baselines: [{ window: normally, total: 10 }],
    buckets: [],
    lines: level === 'error' ? bad : all,
    baselineLines: [],
    questionId: 'q2',
  }));
const places = (bad: LogLine[], all: LogLine[]) =>
  whereExactly({ logs: digests(bad, all) }).map(({ sentence }) => sentence);

describe('fields of log lines, where no requests were counted', () => {
  const spread = (format: (route: string) => string) => lines(200, (i) => ({ message: format(`/r${i % 5}`) }));
  test.each([
    ['key=value', (route: string) => `level=error msg="it broke" route=${route} took=3`],
    ['JSON', (route: string) => JSON.stringify({ msg: 'it broke', route, took: 3 })],
  ])('%s lines tell the route', (_what, format) => {
    expect(
      places(
        lines(150, () => ({ message: format('/r3') })),
        spread(format),
      ),
    ).toEqual(['all error lines come from /r3, with 20 % of the lines']);
  });

  test('labels and hosts that the source gave count too', () => {
    const line = (i: number, pod: number) => ({
      message: `x ${i}`,
      host: `pod-${pod}`,
      fields: { zone: 'abc'[pod % 3] ?? '' },
    });
    const [first] = places(
      lines(150, (i) => line(i, 1)),
      lines(200, (i) => line(i, i % 6)),
    );
    expect(first).toBe('all error lines come from pod pod-1, 1 of 6, with 17 % of the lines');
  });

  test('errors spread like all lines, few errors, and fields that only errors have say nothing', () => {
    const line = (route: string) => ({ message: `route=${route}` });
    const all = lines(200, (i) => line(`/r${i % 5}`));
    expect(
      places(
        lines(150, (i) => line(`/r${i % 5}`)),
        all,
      ),
    ).toEqual([]);
    expect(
      places(
        lines(9, () => line('/r3')),
        all,
      ),
    ).toEqual([]);
    expect(
      places(
        lines(150, () => line('/r3')),
        lines(200, () => ({ message: 'started' })),
      ),
    ).toEqual([]);
    expect(
      places(
        lines(150, (i) => (i % 2 ? line('/r3') : { message: 'no field' })),
        all,
      ),
    ).toEqual([]);
  });

  test('counted requests come before samples of lines', () => {
    const groups = ['a', 'b', 'c'].map((zone) => aGroup({ zone }, 900, zone === 'a' ? 300 : 2));
    const logs = digests(
      lines(150, () => ({ message: 'route=/r3' })),
      lines(200, (i) => ({ message: `route=/r${i % 5}` })),
    );
    const found = whereExactly({ logs, breakdowns: failuresOf(groups) });
    expect(found.map(({ labels }) => labels[0]?.label)).toEqual(['zone']);
  });
});

describe('the place of a change', () => {
  const change = { service: 'payment', version: 'v2.1.0', startedAt: inTrouble.from + 1_000 };
  const byVersion = (ill: number, well: number, requests: [number, number] = [1000, 2000]) =>
    failuresOf([
      aGroup({ version: '2.1.0' }, requests[0], ill),
      { ...aGroup({ version: '2.0.9' }, requests[1], well), requests: [requests[1], 12_000] },
    ]);
  const stanceOf = (breakdowns: Breakdown[], different: Partial<typeof change> | { service: null } = {}) =>
    placeOf({ ...change, ...different }, breakdowns).stance;

  test('only what has it is ill: it supports', () => {
    const fact = placeOf(change, byVersion(300, 3));
    expect(fact).toMatchObject({
      stance: 'supports',
      words: 'version v2.1.0 99 % of the errors with 33 % of the load, other versions 1 %',
    });
  });
  test('what has it not is as ill, or only that is: it speaks against', () => {
    expect(stanceOf(byVersion(200, 400))).toBe('speaksAgainst');
    expect(stanceOf(byVersion(3, 400))).toBe('speaksAgainst');
  });
  test('one side served next to nothing, nothing is ill, or the change is elsewhere: unknown', () => {
    expect(stanceOf(byVersion(300, 0, [1000, 10]))).toBe('unknown');
    expect(stanceOf(byVersion(3, 5))).toBe('unknown');
    expect(stanceOf(byVersion(300, 3), { service: 'cart' })).toBe('unknown');
    expect(stanceOf(byVersion(300, 3), { service: null })).toBe('unknown');
    expect(stanceOf([])).toBe('unknown');
  });
  test('without versions, pods that came with the change are told from those before it', () => {
    const pods = (ill: number, well: number) =>
      failuresOf(
        Array.from({ length: 6 }, (_, i) => ({
          ...aGroup({ pod: `payment-${i}` }, 1000, i < 2 ? ill : well),
          requests: [1000, i < 2 ? 0 : 6000] as [number, number],
        })),
      );
    expect(stanceOf(pods(300, 2))).toBe('supports');
    expect(stanceOf(pods(200, 200))).toBe('speaksAgainst');
    expect(stanceOf(pods(300, 2), { startedAt: normally.from })).toBe('unknown');
  });
});

test('the diagnosis cites where the affected service fails', () => {
  const groups = ['a', 'b', 'c'].map((zone) => aGroup({ zone }, 900, zone === 'a' ? 300 : 2));
  const series = {
    service: 'payment',
    signal: 'error_ratio' as const,
    name: 'errors',
    unit: 'ratio' as const,
    labels: {},
    stepMs: 60_000,
    points: Array.from({ length: 71 }, (_, i) => [i * 60_000, i < 60 ? 0.001 + 0.0002 * (i % 3) : 0.12] as const),
    questionId: 'q1',
  };
  const { evidence, verdict } = diagnose({
    ...nothingObserved({ window: { from: 30 * 60_000, to: inTrouble.to }, alarmAt: 62 * 60_000 }),
    affected: ['payment'],
    series: [series],
    breakdowns: failuresOf(groups),
    answered: [{ questionId: 'q1', capability: 'metrics', service: 'payment', source: 'prometheus', items: 1 }],
  });
  expect(verdict).not.toBe('healthy');
  expect(evidence.find(({ kind }) => kind === 'attribution')).toMatchObject({
    service: 'payment',
    title: 'payment: 99 % of the errors come from zone a, with 33 % of the requests',
    value: 0.987,
    baseline: 0.333,
    source: 'prometheus',
    facts: { measure: 'failed_requests', zone: 'a', ofValues: '1 of 3 zones' },
  });
});
