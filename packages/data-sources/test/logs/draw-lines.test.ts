import type { QuestionRun } from '../../src/answering/index.ts';
import { drawLines } from '../../src/logs/draw-lines.ts';
import type { LineReader, RawLine } from '../../src/logs/raw-line.ts';
import type { DrawnFrom } from '../../src/logs/read-newest.ts';
import { statementOf } from '../../src/logs/usual-statements.ts';
import { minute } from '../questions.ts';

const from = Date.UTC(2026, 10, 23, 14);
const window = { from, to: from + 60 * minute };
const before = { from: from - 60 * minute, to: from };
const run = { part: async (_: string, work: () => Promise<unknown>) => work() } as unknown as QuestionRun;

/** A source over lines in memory that says what it was asked. */
function sourceOver(lines: readonly RawLine[], more: Partial<LineReader> = {}) {
  const asked: string[] = [];
  const matching = (range: typeof window, leftOut: Parameters<LineReader['read']>[2]) =>
    lines.filter(({ at, text }) => at >= range.from && at < range.to && statementOf(text, leftOut) < 0);
  const reader: LineReader = {
    spreads: true,
    toLine: ({ at, text }) => ({ at, message: text }),
    hostOf: () => undefined,
    read: async (range, limit, leftOut) => {
      asked.push(leftOut.length > 0 ? 'unusual' : 'lines');
      return matching(range, leftOut).slice(-limit);
    },
    count: async (range, leftOut) => {
      asked.push('count');
      return matching(range, leftOut).length;
    },
    countStatements: async (statements, ranges) => {
      asked.push('statements');
      return statements.map((_, at) =>
        ranges.map(
          (range) =>
            matching(range, statements.slice(0, at)).length - matching(range, statements.slice(0, at + 1)).length,
        ),
      );
    },
    ...more,
  };
  return { reader, asked };
}

async function draw(lines: readonly RawLine[], more: Partial<LineReader> = {}, tookMs = 5) {
  const { reader, asked } = sourceOver(lines, more);
  const within = (range: typeof window) => lines.filter(({ at }) => at >= range.from && at < range.to);
  const digest: DrawnFrom = {
    level: 'error',
    reader,
    window,
    before,
    stepMs: minute,
    total: within(window).length,
    baselineTotal: within(before).length,
    buckets: [],
    newest: within(window).slice(-200),
    baseline: within(before).slice(-100),
    tookMs,
  };
  return { asked, ...(await drawLines(digest, run)) };
}

const every = (ms: number, text: (i: number) => string, range = { from: before.from, to: window.to }): RawLine[] =>
  Array.from({ length: Math.floor((range.to - range.from) / ms) }, (_, i) => ({
    at: range.from + i * ms,
    text: text(i),
  }));
const inOrder = (...all: RawLine[][]) => all.flat().sort((a, b) => a.at - b.at);
const usual = every(3_000, (i) => `card declined for order ${i}: do not honor`);
const sum = (lines: readonly { standsFor?: number }[]) => lines.reduce((all, { standsFor = 0 }) => all + standsFor, 0);

describe('drawing lines', () => {
  test('few lines are all read, and nothing more is asked', async () => {
    const { lines, draw: how, asked } = await draw(every(60_000, (i) => `card declined for order ${i}`));
    expect([lines.length, how, asked]).toEqual([60, undefined, []]);
  });

  test('a flood of one new statement hides no other, and is counted as it is', async () => {
    const flood = every(700, (i) => `database db-1 refused connection ${i}`, {
      from: from + 20 * minute,
      to: window.to,
    });
    const why = every(minute, (i) => `certificate of db-1 is no longer valid (${i})`, {
      from: from + 19 * minute,
      to: from + 29 * minute,
    });
    const { lines } = await draw(inOrder(flood, why));
    const of = (words: string) => lines.filter(({ message }) => message.includes(words));
    expect(of('certificate')).toHaveLength(10);
    expect(sum(of('certificate'))).toBe(10);
    expect(Math.round(sum(of('refused')))).toBe(flood.length);
  });

  test('more unusual lines than can be read are counted, and not taken for all', async () => {
    const words = 'alpha bravo carbon delta epsilon foxtrot golf hotel india juliet kilo lima'.split(' ');
    const odd = every(5_000, (i) => {
      const pick = (n: number) => words[Math.floor(i / words.length ** n) % words.length];
      return `${pick(0)} ${pick(1)} ${pick(2)} broke ${pick(0)}-${pick(2)}`;
    });
    const { lines, draw: how, asked } = await draw(inOrder(usual, odd));
    expect(asked.filter((one) => one === 'count').length).toBeGreaterThan(0);
    expect(how?.linesPerUnusual).toBeGreaterThan(1);
    expect(Math.round(sum(lines))).toBe(1_200 + 720);
  });

  test('a source that cannot count statements gives their number together', async () => {
    const countStatements = async () => {
      throw new Error('not understood');
    };
    const { lines, draw: how } = await draw(usual, { countStatements });
    expect(Math.round(sum(lines))).toBe(1_200);
    expect(how?.sentence).not.toContain('counted');
  });

  test('a slow source is not asked for more than its newest lines, and the sample says so', async () => {
    const { lines, draw: how, asked } = await draw(usual, {}, 9_000);
    expect([lines.length, asked]).toEqual([200, []]);
    expect(how?.sentence).toBe('the newest 200 of 1200 lines, as the source answers slowly');
  });

  test('what is asked stays bounded whatever the lines are', async () => {
    const { asked } = await draw(every(500, (i) => `${'abcdefghij'[i % 10]}x broke in ${'klmnopqrst'[i % 9]}y ${i}`));
    expect(asked.length).toBeLessThanOrEqual(10);
  });
});
