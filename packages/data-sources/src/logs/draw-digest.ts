import type { LogDigest } from '@incidentfox/incident';
import type { QuestionRun } from '../answering/index.ts';
import { drawLines } from './draw-lines.ts';
import type { NewestLines } from './read-newest.ts';

/** What a source counted. */
export interface CountedLines extends Pick<LogDigest, 'service' | 'window' | 'total' | 'baselines' | 'buckets'> {
  readonly stepMs: number;
}

/** Counts and lines as a digest, with further lines drawn where there are more than were read. What was drawn is told in the answer. */
export async function drawDigest(
  { stepMs, ...counted }: CountedLines,
  lines: NewestLines,
  run: QuestionRun,
): Promise<LogDigest> {
  const digest = { ...counted, level: lines.level };
  const [before] = digest.baselines;
  const counts = { ...digest, stepMs, before: before?.window ?? digest.window, baselineTotal: before?.total ?? 0 };
  const drawn = await drawLines({ ...counts, ...lines }, run);
  if (drawn.draw !== undefined)
    run.warn(`${digest.level === 'error' ? 'errors' : 'all lines'}: ${drawn.draw.sentence}`);
  return { ...digest, ...drawn };
}
