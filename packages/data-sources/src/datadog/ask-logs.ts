import type { LogDigest, LogLine, Window } from '@incidentfox/incident';
import { type QuestionRun, spanOf } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { bucketsIn } from '../limits.ts';
import type { DatadogClient } from './client.ts';
import { sampleLines } from './limits.ts';
import { toBuckets, toLine } from './mappers/to-log-lines.ts';
import { searchOf } from './queries.ts';
import type { DatadogLog } from './responses.schema.ts';
import type { DatadogSettings } from './settings.ts';
import { pickTags } from './tags/pick-tags.ts';
import { toWebAddress } from './to-web-address.ts';

const minute = 60_000;

/** Two digests: every line, and the lines that are errors. Counted by Datadog, with samples of window and baseline. */
export async function askLogs(
  { client, settings }: { client: DatadogClient; settings: DatadogSettings },
  question: Question,
  run: QuestionRun,
): Promise<LogDigest[]> {
  const { from, to } = question.window;
  const tags = await pickTags({ client, settings }, question, run);
  if (tags === null) return [];
  const all = searchOf(tags);
  const page = new URLSearchParams({ query: all, from_ts: String(from), to_ts: String(to) });
  run.deepLink(`${toWebAddress(settings)}/logs?${page}`);
  const digests = await Promise.all([
    askDigest(client, question, run, {
      level: 'error',
      search: `${all} status:(error OR critical OR alert OR emergency)`,
    }),
    askDigest(client, question, run, { level: 'all', search: all }),
  ]);
  return digests
    .filter((digest) => digest !== undefined)
    .filter((digest) => digest.total > 0 || digest.baselines.some(({ total }) => total > 0));
}

async function askDigest(
  client: DatadogClient,
  question: Question,
  run: QuestionRun,
  of: { level: LogDigest['level']; search: string },
): Promise<LogDigest | undefined> {
  const { window, baselines } = question;
  const stepMinutes = Math.max(1, Math.ceil((window.to - window.from) / bucketsIn(window) / minute));
  const lines = (range: Window): Promise<readonly DatadogLog[] | undefined> =>
    run.part(`sample of ${of.level} lines`, () => client.logs(of.search, range, sampleLines, run));
  const [counted, earlier, sample, baselineSample] = await Promise.all([
    run.part(`count of ${of.level} lines`, () => countOver(client, of.search, spanOf(question), stepMinutes, run)),
    // Logs of a week ago may be past the retention: their absence is no loss of the question.
    countOver(client, of.search, baselines.weekEarlier, undefined, run).catch(() => {
      run.warn('the week before could not be counted');
      return undefined;
    }),
    lines(window),
    lines(baselines.before),
  ]);
  if (counted === undefined) return undefined;
  const stepMs = stepMinutes * minute;
  const within = ({ from, to }: Window) =>
    sum(counted.filter(([at]) => at + stepMs / 2 >= from && at + stepMs / 2 < to));
  return {
    service: question.service.name,
    level: of.level,
    window,
    total: within(window),
    baselines: [
      { window: baselines.before, total: within(baselines.before) },
      ...(earlier === undefined ? [] : [{ window: baselines.weekEarlier, total: sum(earlier) }]),
    ],
    buckets: counted,
    lines: toLines(sample),
    baselineLines: toLines(baselineSample),
  };
}

/** [bucket start, lines]; a total is one bucket. A count Datadog gave up on is shown as incomplete. */
async function countOver(
  client: DatadogClient,
  search: string,
  range: Window,
  stepMinutes: number | undefined,
  run: QuestionRun,
): Promise<[number, number][]> {
  const { data, meta } = await client.countLogs(search, range, stepMinutes, run);
  for (const { title, detail } of meta?.warnings ?? [])
    run.warn(`Datadog warns: ${[title, detail].filter(Boolean).join(', ').slice(0, 200)}`);
  const buckets = toBuckets(data.buckets, range.from);
  if (meta?.status === 'timeout') run.truncate({ by: 'vendor', shown: buckets.length });
  return buckets;
}

const sum = (buckets: readonly (readonly [number, number])[]) => buckets.reduce((total, [, count]) => total + count, 0);
const toLines = (logs: readonly DatadogLog[] | undefined): LogLine[] =>
  (logs ?? []).map(toLine).sort((a, b) => a.at - b.at);
