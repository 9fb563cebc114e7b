import type { LogDigest } from '@incidentfox/incident';
import type { QuestionRun } from '../answering/index.ts';
import { drawLines } from './draw-lines.ts';
import type { LineReader, RawLine } from './raw-line.ts';

/** What a source counted, and the lines it gave along. */
export interface CountedLines
  extends Pick<LogDigest, 'service' | 'level' | 'window' | 'total' | 'baselines' | 'buckets'> {
  readonly stepMs: number;
  /** The newest lines of the window and of the first baseline; undefined where they could not be read. */
  readonly newest: readonly RawLine[] | undefined;
  readonly baseline: readonly RawLine[] | undefined;
}

/** Counts and lines as a digest, with further lines drawn where there are more than were read. What was drawn is told in the answer. */
export async function drawDigest(counted: CountedLines, reader: LineReader, run: QuestionRun): Promise<LogDigest> {
  const { stepMs, newest, baseline, ...digest } = counted;
  const [before] = digest.baselines;
  const drawn = await drawLines(
    reader,
    {
      ...digest,
      stepMs,
      newest,
      baseline,
      before: before?.window ?? digest.window,
      baselineTotal: before?.total ?? 0,
    },
    run,
  );
  if (drawn.draw !== undefined)
    run.warn(`${digest.level === 'error' ? 'errors' : 'all lines'}: ${drawn.draw.sentence}`);
  return { ...digest, ...drawn };
}
