import type { LogDigest, Window } from '@incidentfox/incident';
import type { Ask } from '../data-source.ts';
import { type Asking, spanOf } from '../execution/index.ts';
import { countOf, matching } from './queries.ts';
import type { LokiSource } from './source.ts';
import { toLogDigest } from './to-log-digest.ts';

const bucketsPerWindow = 60;
const shortestBucketMs = 10_000;
const sampleLines = 200;
const baselineSampleLines = 100;

/** Two digests: every line, and the lines that look like errors. Counted by the server, with samples of window and baseline. */
export async function askLogs(source: LokiSource, ask: Ask, asking: Asking, streams: string): Promise<LogDigest[]> {
  const errors = matching(streams, source.errorFilter);
  asking.deepLink(source.linkTo(errors, ask.window));
  const digests = await Promise.all([
    askDigest(source, ask, asking, { level: 'error', lines: errors }),
    askDigest(source, ask, asking, { level: 'all', lines: streams }),
  ]);
  return digests.filter((digest) => digest !== undefined).filter(hasLines);
}

/** Lines nowhere, neither now nor before: nothing to say. */
const hasLines = (digest: LogDigest) => digest.total > 0 || digest.baselines.some(({ total }) => total > 0);

async function askDigest(
  source: LokiSource,
  ask: Ask,
  asking: Asking,
  of: { level: LogDigest['level']; lines: string },
): Promise<LogDigest | undefined> {
  const { before, weekEarlier } = ask.baselines;
  const stepMs = Math.max(
    shortestBucketMs,
    Math.ceil((ask.window.to - ask.window.from) / bucketsPerWindow / 1000) * 1000,
  );
  const count = countOf(of.lines, stepMs);
  asking.query(count);
  // A value covers the step before it, so the first one belongs at the end of the first bucket.
  const counts = (span: Window) =>
    source.client.counts(count, { from: span.from + stepMs, to: span.to }, stepMs, asking);
  const lines = (window: Window, limit: number) =>
    asking.part(`sample of ${of.level} lines`, () => source.client.lines(of.lines, window, limit, asking));

  const [now, earlier, sample, baselineSample] = await Promise.all([
    asking.part(`count of ${of.level} lines`, () => counts(spanOf(ask))),
    // Logs of a week ago may be past the retention: their absence is no loss of the question.
    counts(weekEarlier).catch(() => {
      asking.warn('the week before could not be counted');
      return undefined;
    }),
    lines(ask.window, sampleLines),
    lines(before, baselineSampleLines),
  ]);
  if (now === undefined) return undefined;
  return toLogDigest(
    { service: ask.service.name, level: of.level, window: ask.window, before, weekEarlier, stepMs },
    { now, earlier, sample, baselineSample },
  );
}
