import type { LogDigest, Window } from '@incidentfox/incident';
import { type QuestionRun, spanOf } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { bucketsIn } from '../limits.ts';
import type { LokiDeps } from './deps.ts';
import { baselineSampleLines, minBucketMs, sampleLines } from './limits.ts';
import { pickStreams } from './pick-streams.ts';
import { countOf, matching } from './queries.ts';
import { toLogDigest } from './to-log-digest.ts';

/** Two digests: every line, and the lines that look like errors. Counted by the server, with samples of window and baseline. */
export async function askLogs(source: LokiDeps, question: Question, run: QuestionRun): Promise<LogDigest[]> {
  const streams = await pickStreams(source, question, spanOf(question), run);
  if (streams === null) return [];
  const errors = matching(streams, source.errorFilter);
  run.deepLink(source.linkTo(errors, question.window));
  const digests = await Promise.all([
    askDigest(source, question, run, { level: 'error', lines: errors }),
    askDigest(source, question, run, { level: 'all', lines: streams }),
  ]);
  return digests.filter((digest) => digest !== undefined).filter(hasLines);
}

/** Lines nowhere, neither now nor before: nothing to say. */
const hasLines = (digest: LogDigest) => digest.total > 0 || digest.baselines.some(({ total }) => total > 0);

async function askDigest(
  source: LokiDeps,
  question: Question,
  run: QuestionRun,
  of: { level: LogDigest['level']; lines: string },
): Promise<LogDigest | undefined> {
  const { before, weekEarlier } = question.baselines;
  const stepMs = Math.max(
    minBucketMs,
    Math.ceil((question.window.to - question.window.from) / bucketsIn(question.window) / 1000) * 1000,
  );
  const count = countOf(of.lines, stepMs);
  run.query(count);
  // A value covers the step before it, so the first one belongs at the end of the first bucket.
  const counts = (span: Window) => source.client.counts(count, { from: span.from + stepMs, to: span.to }, stepMs, run);
  const lines = (window: Window, limit: number) =>
    run.part(`sample of ${of.level} lines`, () => source.client.lines(of.lines, window, limit, run));

  const [now, earlier, sample, baselineSample] = await Promise.all([
    run.part(`count of ${of.level} lines`, () => counts(spanOf(question))),
    // Logs of a week ago may be past the retention: their absence is no loss of the question.
    counts(weekEarlier).catch(() => {
      run.warn('the week before could not be counted');
      return undefined;
    }),
    lines(question.window, sampleLines),
    lines(before, baselineSampleLines),
  ]);
  if (now === undefined) return undefined;
  return toLogDigest(
    { service: question.service.name, level: of.level, window: question.window, before, weekEarlier, stepMs },
    { now, earlier, sample, baselineSample },
  );
}
