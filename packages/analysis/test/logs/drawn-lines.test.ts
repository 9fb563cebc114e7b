import type { LogDigest, LogLine } from '@incidentfox/incident';
import { minePatterns } from '../../src/log-patterns/mine-patterns.ts';

const minute = 60_000;
const start = Date.UTC(2026, 4, 12, 14);
const window = { from: start, to: start + 60 * minute };
const baseline = { from: start - 60 * minute, to: start };

const spread = (n: number, from: number, line: (i: number) => Omit<LogLine, 'at'>): LogLine[] =>
  Array.from({ length: n }, (_, i) => ({ at: from + Math.floor((i * 60 * minute) / n), ...line(i) }));

/** 1,230 error lines: 30 unlike the usual ones, and 100 of the others, each for twelve. */
const drawn = (more: Partial<LogDigest> = {}): LogDigest => ({
  service: 'checkout-service',
  level: 'error',
  window,
  total: 1_230,
  baselines: [{ window: baseline, total: 1_200 }],
  buckets: [],
  lines: [
    ...spread(30, start + 20 * minute, (i) => ({
      message: `ledger shard 7 is read-only (entry ${i})`,
      standsFor: 1,
      isUnusual: true,
    })),
    ...spread(100, start, (i) => ({ message: `card declined for order ${i}`, standsFor: 12 })),
  ],
  baselineLines: spread(100, baseline.from, (i) => ({ message: `card declined for order ${i}`, standsFor: 12 })),
  draw: { sentence: '130 of 1230 lines: all 30 that are unlike the usual ones', linesPerUnusual: 1 },
  ...more,
});
const patternOf = (digests: LogDigest[], words: string) =>
  minePatterns(digests, []).find(({ template }) => template.includes(words));

describe('lines that a source drew for being unlike the usual ones', () => {
  test('count for what they stand for, as the source counted', () => {
    expect(patternOf([drawn()], 'ledger shard')).toMatchObject({ count: 30, baselineCount: 0, isNew: true });
    expect(patternOf([drawn()], 'card declined')).toMatchObject({
      count: 1_200,
      baselineCount: 1_200,
      isNew: false,
      isSurging: false,
    });
  });

  test('are new although a sample of all lines was too small to tell', () => {
    const all: LogDigest = {
      ...drawn(),
      level: 'all',
      total: 60_000,
      baselines: [{ window: baseline, total: 60_000 }],
      lines: [{ at: start + 20 * minute, level: 'error', message: 'ledger shard 7 is read-only (entry 3)' }],
      baselineLines: spread(100, baseline.from, (i) => ({ message: `handled ${i}` })),
    };
    delete all.draw;
    expect(patternOf([drawn(), all], 'ledger shard')).toMatchObject({ count: 30, isNew: true });
  });

  test('a few are no news: a busy service has some now and then', () => {
    const digest = drawn();
    const few = [...digest.lines.filter(({ isUnusual }) => isUnusual).slice(0, 2), ...digest.lines.slice(30)];
    expect(patternOf([drawn({ lines: few, total: 1_202 })], 'ledger shard')?.isNew).toBe(false);
  });

  test('are not new where those of the baseline are a sample too small to tell, or were not looked for', () => {
    const draw = (linesPerUnusual: number | null) => drawn({ draw: { sentence: '', linesPerUnusual } });
    expect(patternOf([draw(11)], 'ledger shard')?.isNew).toBe(false);
    expect(patternOf([draw(null)], 'ledger shard')?.isNew).toBe(false);
  });

  test('are not new when the baseline had them too', () => {
    const digest = drawn();
    const before: LogLine[] = [
      { at: baseline.from, message: 'ledger shard 7 is read-only (entry 1)', standsFor: 1, isUnusual: true },
      ...digest.baselineLines,
    ];
    expect(patternOf([drawn({ baselineLines: before })], 'ledger shard')).toMatchObject({
      isNew: false,
      isSurging: true,
    });
  });

  test('say how they were drawn', () => {
    expect(patternOf([drawn()], 'ledger shard')?.sample).toBe(
      '130 of 1230 lines: all 30 that are unlike the usual ones',
    );
  });
});

describe('a stack trace that was logged one entry a line', () => {
  test('is one line of many entries, and takes nothing from the others', () => {
    const lines = [
      { at: start + minute, message: 'ValueError: no card\nTraceback', standsFor: 10 },
      ...spread(90, start, (i) => ({ message: `card declined for order ${i}` })),
    ];
    const digest = drawn({
      lines,
      total: 100,
      baselineLines: lines.slice(1),
      baselines: [{ window: baseline, total: 90 }],
    });
    delete digest.draw;
    expect(patternOf([digest], 'ValueError')).toMatchObject({ count: 10, isNew: true, sample: null });
    expect(patternOf([digest], 'card declined')).toMatchObject({ count: 90, baselineCount: 90 });
  });
});
