import type { DataSource } from '../../../src/data-source.ts';
import { prometheus } from '../../../src/prometheus/index.ts';
import { allInspections } from '../../../src/prometheus/inspections/all-inspections.ts';
import { isAlarming } from '../../../src/prometheus/inspections/decide-alarm.ts';
import { growthInAnHour } from '../../../src/prometheus/inspections/growth-in-an-hour.ts';
import { aPlainQuestion } from '../../plain-question.ts';
import { type SampledSeries, samplesOf } from '../../real-servers/sampled-series.ts';
import type { StartedServer } from '../../real-servers/started-server.ts';
import { onset, spans, window } from '../backfilled-incident.ts';
import { describeWithPrometheus, startPrometheusOver } from '../backfilled-prometheus.ts';
import { inspectedCases } from './inspected-cases.ts';

const named = inspectedCases.map((one, at) => ({ ...one, name: `inspected-${at}` }));
const series: SampledSeries[] = named.flatMap(({ name, usual, beyond, edge, series: made }) =>
  [
    { service: name, level: beyond },
    { service: `${name}-edge`, level: edge },
  ].flatMap(({ service, level }) =>
    made((at) => (at >= onset ? level : usual)).map((one) => ({ ...one, labels: { service, ...one.labels } })),
  ),
);

describeWithPrometheus('what is usually too much', () => {
  let server: StartedServer;
  let source: DataSource;

  beforeAll(async () => {
    server = await startPrometheusOver(samplesOf(series, spans.slice(1)));
    source = prometheus.create({
      id: 'prometheus',
      settings: prometheus.settings.parse({ url: server.url }),
      now: Date.now,
    });
  }, 120_000);

  afterAll(() => server?.stop());

  const ask = async (name: string, title: string) => {
    const answer = await source.metrics?.(aPlainQuestion({ service: { name }, window }));
    expect(answer?.warnings).toEqual([]);
    return answer?.items.find((one) => one.name.startsWith(`${title} (usually`));
  };

  test.each(named.map((one) => [one.title, one] as const))(
    '%s: told beyond its limit with its normal beside it, not at the edge',
    async (title, { name, usual, beyond }) => {
      const found = await ask(name, title);
      const values = (from: number, to: number) =>
        (found?.points ?? []).flatMap(([at, value]) => (at >= from && at < to && value !== null ? [value] : []));
      expect(found).toBeDefined();
      const before = values(window.from - 30 * 60_000, onset - 60_000);
      const after = values(onset + 20 * 60_000, window.to);
      expect(Math.abs((before.at(-1) ?? 0) - usual)).toBeLessThanOrEqual(0.06 * Math.max(usual, 1e-3));
      // A half hour's range tells the new value only after half an hour.
      const isSlow = title.startsWith('checkpoints') || title.startsWith('memory growth');
      if (!isSlow) expect(Math.abs((after.at(-1) ?? 0) - beyond)).toBeLessThanOrEqual(0.06 * Math.max(beyond, 1e-3));
      expect(await ask(`${name}-edge`, title)).toBeUndefined();
    },
  );

  test('every inspection has a case', () => {
    const covered = new Set(inspectedCases.map(({ title }) => title));
    expect(allInspections.map(({ title }) => title).filter((title) => !covered.has(title))).toEqual([]);
  });
});

describe('beyond a limit', () => {
  const minute = 60_000;
  const normally = { from: 0, to: 60 * minute };
  const during = { from: 60 * minute, to: 120 * minute };
  const course = (before: number, after: number, since = 90) =>
    Array.from({ length: 120 }, (_, at) => [at * minute, at < since ? before : after] as const);

  test.each([
    ['what was so before as well is no sign', 0.85, 0.86, 90, false],
    ['what was beyond before and got much worse is told', 1, 5, 90, true],
    ['one sample is chance', 0, 5, 119, false],
    ['two in a row are not', 0, 5, 118, true],
  ])('%s', (_, before, after, since, expected) => {
    expect(isAlarming({ limit: 0.8 }, course(before, after, since), normally, during)).toBe(expected);
  });

  test('memory that grows by more than a tenth an hour is told, however often some is given back', () => {
    const sawtooth = Array.from({ length: 120 }, (_, at) => {
      const grown = 1e9 + at * 4e6;
      return [at * minute, grown - (at % 10 === 0 ? 2e8 : 0)] as const;
    });
    const still = Array.from({ length: 120 }, (_, at) => [at * minute, 1e9 + (at % 2) * 1e3] as const);
    expect(growthInAnHour(sawtooth).at(-1)?.[1]).toBeGreaterThan(0.1);
    expect(Math.abs(growthInAnHour(still).at(-1)?.[1] ?? 1)).toBeLessThan(0.1);
  });
});
