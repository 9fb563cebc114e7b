import type { LogDigest } from '@incidentfox/incident';
import type { DataSource } from '../../src/data-source.ts';
import { loki } from '../../src/loki/index.ts';
import { alarmAt, aQuestion } from '../questions.ts';
import { type StandIn, type StandInRoute, startStandIn } from '../stand-in.ts';
import { countsIn, manyLines, rareLines, rareWords } from './many-lines.ts';
import { strictLoki } from './strict-loki.ts';

const lines = manyLines();
const { window, baselines } = aQuestion();
const [now, before] = [window, baselines.before].map(({ from, to }) => countsIn(lines, from, to));

interface Case {
  readonly name: string;
  readonly routes: readonly StandInRoute[];
  create(url: string): DataSource;
  readonly vendorNames?: Record<string, string>;
}

const aLoki = (url: string) => loki.create({ id: 'loki', now: () => alarmAt, settings: loki.settings.parse({ url }) });

const cases: Case[] = [
  { name: 'Loki that knows no levels', routes: strictLoki(lines, () => ({})), create: aLoki },
  {
    name: 'Loki that detects levels',
    routes: strictLoki(lines, ({ level }) => ({ detected_level: level })),
    create: aLoki,
  },
];

describe.each(cases.map((one) => [one.name, one] as const))('%s, with 30 lines that say why among 5,000', (_, one) => {
  let vendor: StandIn;
  let digests: readonly LogDigest[];
  let requests: number;
  let warnings: readonly string[];
  beforeAll(async () => {
    vendor = await startStandIn(one.routes, () => undefined);
    const answer = await one
      .create(vendor.url)
      .logs?.(aQuestion(one.vendorNames ? { vendorNames: one.vendorNames } : {}));
    expect(answer?.state).toBe('ok');
    digests = answer?.items ?? [];
    warnings = answer?.warnings ?? [];
    requests = answer?.provenance.requests ?? 0;
    if (process.env.SHOW) console.log(one.name, requests, answer?.provenance.bytes, warnings, answer?.provenance.query);
  });
  afterAll(() => vendor.close());
  const digest = (level: LogDigest['level']) => digests.find((one) => one.level === level) as LogDigest;

  test("every count is the server's", () => {
    const counts = (level: LogDigest['level']) => [digest(level).total, digest(level).baselines[0]?.total];
    expect(counts('error')).toEqual([now?.errors, before?.errors]);
    expect(counts('all')).toEqual([now?.all, before?.all]);
    expect(vendor.refused).toEqual([]);
  });

  test('all 30 are read, and stand for themselves', () => {
    const rare = digest('error').lines.filter(({ message }) => message.includes(rareWords));
    expect(rare.map(({ standsFor }) => standsFor)).toEqual(Array.from({ length: rareLines }, () => 1));
    expect(digest('error').baselineLines.some(({ message }) => message.includes(rareWords))).toBe(false);
    expect(digest('error').draw?.linesPerUnusual).toBe(1);
  });

  test('the lines at hand stand for all that were counted', () => {
    const sum = (of: LogDigest['lines']) => Math.round(of.reduce((all, { standsFor = 0 }) => all + standsFor, 0));
    expect(sum(digest('error').lines)).toBe(now?.errors);
    expect(sum(digest('error').baselineLines)).toBe(before?.errors);
  });

  test('lines come from every part of the window, and the answer says how they were drawn', () => {
    for (const { lines: drawn } of digests) {
      const parts = new Set(drawn.map(({ at }) => Math.floor((3 * (at - window.from)) / (window.to - window.from))));
      expect([...parts].sort()).toEqual([0, 1, 2]);
    }
    expect(warnings.join('\n')).toContain('all 30 that are unlike');
    expect(requests).toBeLessThanOrEqual(24);
  });
});
