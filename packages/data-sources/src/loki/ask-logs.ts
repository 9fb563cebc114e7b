import { Failure } from '@incidentfox/failures';
import type { LogDigest, Window } from '@incidentfox/incident';
import { type QuestionRun, spanOf } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { bucketsIn } from '../limits.ts';
import { drawDigest, type NewestLines, readNewest } from '../logs/index.ts';
import type { LokiDeps } from './deps.ts';
import { minBucketMs } from './limits.ts';
import { levelLabels, pickSelections, type Selections, toCounts } from './lines/pick-selections.ts';
import { createLineReader } from './lines/read-lines.ts';
import { pickStreams } from './pick-streams.ts';
import { countByLabels, countOf } from './queries.ts';
import type { CountSeries } from './responses.schema.ts';

/**
 * Two digests: every line, and the lines that are errors. Counted by the server, all by level in one query, with lines drawn from window
 * and baseline.
 */
export async function askLogs(source: LokiDeps, question: Question, run: QuestionRun): Promise<LogDigest[]> {
  const streams = await pickStreams(source, question, spanOf(question), run);
  if (streams === null) return [];
  const asked: Asked = { source, question, run, stepMs: stepOf(question.window) };
  const [counted, lines] = await Promise.all([countLevels(asked, streams), readLines(asked, 'all', [streams])]);
  if (counted === undefined) return [];
  const errors = pickSelections(streams, counted.now, source.errorWords);
  run.deepLink(source.linkTo(errors.queries.at(-1) ?? streams, question.window));
  const digests = await Promise.all([askErrors(asked, errors, counted), toDigest(asked, counted, lines)]);
  return digests.filter((digest) => digest !== undefined).filter(hasLines);
}

/** Lines nowhere, neither now nor before: nothing to say. */
const hasLines = (digest: LogDigest) => digest.total > 0 || digest.baselines.some(({ total }) => total > 0);

interface Asked {
  readonly source: LokiDeps;
  readonly question: Question;
  readonly run: QuestionRun;
  readonly stepMs: number;
}

/** Counts over baseline and window, and over the week before where it could be counted. */
interface Counted {
  readonly now: readonly CountSeries[];
  readonly earlier: readonly CountSeries[] | undefined;
}

const stepOf = (window: Window): number =>
  Math.max(minBucketMs, Math.ceil((window.to - window.from) / bucketsIn(window) / 1000) * 1000);

async function countLevels(asked: Asked, streams: string): Promise<Counted | undefined> {
  const byLevel = countByLabels(streams, levelLabels, asked.stepMs);
  return count(asked, 'all', byLevel, countOf(streams, asked.stepMs));
}

/** `plain` is asked of a server that refuses the query. */
async function count(
  { source, question, run, stepMs }: Asked,
  level: LogDigest['level'],
  query: string,
  plain = query,
): Promise<Counted | undefined> {
  run.query(query);
  // A value covers the step before it, so the first one belongs at the end of the first bucket.
  const counts = async (span: Window) => {
    const range = { from: span.from + stepMs, to: span.to };
    return source.client.counts(query, range, stepMs, run).catch((thrown) => {
      if (plain === query || !(thrown instanceof Failure) || thrown.kind !== 'bad_query') throw thrown;
      return source.client.counts(plain, range, stepMs, run);
    });
  };
  const [now, earlier] = await Promise.all([
    run.part(`count of ${level} lines`, () => counts(spanOf(question))),
    // Logs of a week ago may be past the retention: their absence is no loss of the question.
    counts(question.baselines.weekEarlier).catch(() => {
      run.warn('the week before could not be counted');
      return undefined;
    }),
  ]);
  return now === undefined ? undefined : { now, earlier };
}

const readLines = (
  { source, question, run }: Asked,
  level: LogDigest['level'],
  queries: readonly string[],
): Promise<NewestLines> => readNewest(createLineReader(source.client, queries, run), level, question, run);

/** Errors that are labelled so are counted already; those that only look like it are counted now. */
async function askErrors(asked: Asked, errors: Selections, all: Counted): Promise<LogDigest | undefined> {
  const { queries, uncounted } = errors;
  const none: Counted = { now: [], earlier: all.earlier === undefined ? undefined : [] };
  const [further, lines] = await Promise.all([
    uncounted === null ? none : count(asked, 'error', countOf(uncounted, asked.stepMs)),
    readLines(asked, 'error', queries),
  ]);
  if (further === undefined) return undefined;
  const counted: Counted = {
    now: [...all.now.filter(errors.isError), ...further.now],
    earlier:
      all.earlier === undefined || further.earlier === undefined
        ? undefined
        : [...all.earlier.filter(errors.isError), ...further.earlier],
  };
  return toDigest(asked, counted, lines);
}

function toDigest({ question, run, stepMs }: Asked, counted: Counted, lines: NewestLines): Promise<LogDigest> {
  const { window, baselines, service } = question;
  const counts = toCounts(counted, { window, ...baselines, stepMs });
  return drawDigest({ service: service.name, window, stepMs, ...counts }, lines, run);
}
