import type { LogDigest, Window } from '@incidentfox/incident';
import type { QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { baselineSampleLines, maxWholeLines } from './limits.ts';
import type { LineReader, RawLine } from './raw-line.ts';

/** The first lines of a digest, and how to read more of them. */
export interface NewestLines {
  readonly level: LogDigest['level'];
  readonly reader: LineReader;
  /** The newest lines of the window and of the range before it; undefined where they could not be read. */
  readonly newest: readonly RawLine[] | undefined;
  readonly baseline: readonly RawLine[] | undefined;
  /** How long the source took for them: a slow one is not asked for more. */
  readonly tookMs: number;
}

/** What was counted and read before more lines are drawn. */
export interface DrawnFrom extends NewestLines {
  readonly window: Window;
  readonly before: Window;
  readonly stepMs: number;
  readonly total: number;
  readonly baselineTotal: number;
  readonly buckets: LogDigest['buckets'];
}

/** Reads the newest lines of window and baseline, whatever they say. */
export async function readNewest(
  reader: LineReader,
  level: LogDigest['level'],
  { window, baselines }: Pick<Question, 'window' | 'baselines'>,
  run: QuestionRun,
): Promise<NewestLines> {
  const startedAt = performance.now();
  const read = (range: typeof window, limit: number) =>
    run.part(`sample of ${level} lines`, () => reader.read(range, limit, []));
  const [newest, baseline] = await Promise.all([
    read(window, maxWholeLines),
    read(baselines.before, baselineSampleLines),
  ]);
  return { level, reader, newest, baseline, tookMs: performance.now() - startedAt };
}
