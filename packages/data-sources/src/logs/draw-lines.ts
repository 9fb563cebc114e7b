import type { LogDigest, LogLine, Window } from '@incidentfox/incident';
import type { QuestionRun } from '../answering/index.ts';
import {
  linesPerSlice,
  maxDraws,
  maxFirstReadMs,
  maxLeftOut,
  maxWholeLines,
  timeSlices,
  unusualLines,
} from './limits.ts';
import type { LineReader, RawLine } from './raw-line.ts';
import type { DrawnFrom } from './read-newest.ts';
import { joinStackTraces } from './reading/join-stack-traces.ts';
import { usualStatements } from './usual-statements.ts';
import { sentenceOf, type Unusual, weighed } from './weigh-lines.ts';
import { sliceWindow, whereLinesRose } from './where-lines-rose.ts';

type Drawn = Pick<LogDigest, 'lines' | 'baselineLines' | 'draw'>;

/**
 * The lines of a digest. Few are all read. Of many, first those that are unlike the usual ones, in the window and before it, which the
 * source finds when it is told to leave the usual statements out; then of the usual ones some from every part of the window, each
 * standing for as many as the source counted. A part that cannot be read leaves the others standing.
 */
export async function drawLines(from: DrawnFrom, run: QuestionRun): Promise<Drawn> {
  const { reader, newest = [], baseline = [], total } = from;
  if (total <= maxWholeLines || newest.length < maxWholeLines) return whole(reader, newest, baseline);
  if (from.tookMs > maxFirstReadMs) {
    const sentence = `the newest ${newest.length} of ${total} lines, as the source answers slowly`;
    return { ...whole(reader, newest, baseline), draw: { sentence, linesPerUnusual: null } };
  }
  const [spread, unusual] = await Promise.all([
    spreadOverWindow(from, run),
    from.level === 'error' ? drawUnusual(from, run) : null,
  ]);
  if (unusual === null) {
    const drawn = whole(reader, spread, baseline);
    const sentence = reader.spreads
      ? `${spread.length} of ${total} lines, from every part of the window`
      : `the newest ${spread.length} of ${total} lines`;
    return { ...drawn, draw: { sentence, linesPerUnusual: null } };
  }
  const { now, before } = weighed(from, unusual, spread);
  return {
    lines: toLines(reader, now),
    baselineLines: toLines(reader, before),
    draw: { sentence: sentenceOf(from, unusual, now.length), linesPerUnusual: unusual.linesPerUnusual },
  };
}

const whole = (reader: LineReader, lines: readonly RawLine[], baseline: readonly RawLine[]): Drawn => ({
  lines: toLines(reader, lines),
  baselineLines: toLines(reader, baseline),
});

function toLines(reader: LineReader, lines: readonly RawLine[]): LogLine[] {
  return joinStackTraces(lines, reader.hostOf).map((line) => ({
    ...reader.toLine(line),
    ...(line.standsFor === undefined ? {} : { standsFor: line.standsFor }),
    ...(line.isUnusual === true ? { isUnusual: true } : {}),
  }));
}

/** Lines from every part of the window; the newest part is at hand already. */
async function spreadOverWindow(from: DrawnFrom, run: QuestionRun): Promise<RawLine[]> {
  const { reader } = from;
  const newest = thinned(from.newest ?? [], linesPerSlice);
  const oldest = (from.newest ?? []).reduce((least, { at }) => Math.min(least, at), from.window.to);
  const rest = { from: from.window.from, to: oldest };
  if (!reader.spreads || rest.to <= rest.from) return [...(from.newest ?? [])];
  const rose = whereLinesRose(from.buckets, from.stepMs, from.window, from.before);
  const slices = sliceWindow(rest, timeSlices - 1, rose);
  const read = await Promise.all(
    slices.map((slice) => run.part(`sample of ${from.level} lines`, () => reader.read(slice, linesPerSlice, []))),
  );
  return [...read.flatMap((lines) => lines ?? []), ...newest];
}

const thinned = <T>(all: readonly T[], limit: number): T[] =>
  all.length <= limit
    ? [...all]
    : Array.from({ length: limit }, (_, at) => all[Math.floor((at * all.length) / limit)] as T);

/** Tells the source which statements are usual, and again which of what comes then, until few are left. */
async function drawUnusual(from: DrawnFrom, run: QuestionRun): Promise<Unusual | null> {
  const { reader, window, before, newest = [], baseline = [] } = from;
  const texts = [...baseline, ...newest].map(({ text }) => text);
  let statements = usualStatements(texts, maxLeftOut);
  let drawn: Pick<Unusual, 'now' | 'before'> | null = null;
  for (let draws = 0; draws < maxDraws && statements.length > 0; draws += 1) {
    const leftOut = statements;
    const part = (range: Window) =>
      run.part(`${from.level} lines that are unlike the usual ones`, () => reader.read(range, unusualLines, leftOut));
    const [now, earlier] = await Promise.all([part(window), part(before)]);
    if (now === undefined || earlier === undefined) return null;
    drawn = { now, before: earlier };
    if (now.length < unusualLines && earlier.length < unusualLines) break;
    const more = usualStatements(
      [...now, ...earlier].map(({ text }) => text),
      maxLeftOut - statements.length,
    ).filter((statement) => !leftOut.includes(statement));
    if (more.length === 0 || draws + 1 === maxDraws) break;
    statements = [...statements, ...more];
  }
  return drawn === null ? null : countUnusual(from, { ...drawn, statements }, run);
}

/** How many there are of each kind, in both ranges: what is all at hand needs no count. */
async function countUnusual(
  from: DrawnFrom,
  { now, before, statements }: Pick<Unusual, 'now' | 'before' | 'statements'>,
  run: QuestionRun,
): Promise<Unusual> {
  const { reader } = from;
  const count = async (lines: readonly RawLine[], range: Window) =>
    lines.length < unusualLines
      ? lines.length
      : await run.part(`count of ${from.level} lines that are unlike the usual ones`, () =>
          reader.count(range, statements),
        );
  const [total, baselineTotal, ofStatements] = await Promise.all([
    count(now, from.window),
    count(before, from.before),
    // Not every server can: then they are known together.
    reader.countStatements(statements, [from.window, from.before]).catch(() => null),
  ]);
  return {
    now,
    before,
    statements,
    total: total ?? now.length,
    linesPerUnusual: baselineTotal === undefined ? null : Math.max(1, baselineTotal / Math.max(1, before.length)),
    baselineTotal: baselineTotal ?? before.length,
    ofStatements,
  };
}
