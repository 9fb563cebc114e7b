import { type LogDigest, statedLevel, type Window } from '@incidentfox/incident';
import { type QuestionRun, spanOf } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { bucketsIn } from '../limits.ts';
import { countIn, drawDigest, type NewestLines, readNewest } from '../logs/index.ts';
import type { DatadogClient } from './client.ts';
import { toLineReader } from './mappers/to-line-reader.ts';
import { toBuckets } from './mappers/to-log-lines.ts';
import { searchOf } from './queries.ts';
import type { DatadogSettings } from './settings.ts';
import { pickTags } from './tags/pick-tags.ts';
import { toWebAddress } from './to-web-address.ts';

const minute = 60_000;

/**
 * Two digests: every line, and the lines that are errors. Counted by Datadog, all by status in one request, with lines drawn from window
 * and baseline.
 */
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
  const asked: Asked = { client, question, run };
  const errors = `${all} status:(error OR critical OR alert OR emergency)`;
  const [counted, ...lines] = await Promise.all([
    count(asked, all),
    readLines(asked, 'error', errors),
    readLines(asked, 'all', all),
  ]);
  if (counted === undefined) return [];
  // Where statuses are not told apart, errors are counted by themselves.
  const errorsCounted = counted.byStatus ? counted : await count(asked, errors);
  const digests = await Promise.all(
    lines.flatMap((one) => {
      const own = one.level === 'all' ? counted : errorsCounted;
      if (own === undefined) return [];
      return [toDigest(asked, one, one.level === 'error' && own.byStatus ? onlyErrors(own) : own)];
    }),
  );
  return digests.filter((digest) => digest.total > 0 || digest.baselines.some(({ total }) => total > 0));
}

interface Asked {
  readonly client: DatadogClient;
  readonly question: Question;
  readonly run: QuestionRun;
}

type Grouped = Awaited<ReturnType<DatadogClient['countLogs']>>['data']['buckets'];

interface Counted {
  readonly now: Grouped;
  readonly earlier: Grouped | undefined;
  readonly byStatus: boolean;
}

const stepMinutesOf = ({ from, to }: Window): number =>
  Math.max(1, Math.ceil((to - from) / bucketsIn({ from, to }) / minute));

/** Counts over baseline and window, and over the week before. A count Datadog gave up on is shown as incomplete. */
async function count({ client, question, run }: Asked, search: string): Promise<Counted | undefined> {
  const counts = async (range: Window, shape: { intervalMinutes?: number }): Promise<Grouped> => {
    const { data, meta } = await client.countLogs(search, range, { ...shape, facet: 'status' }, run);
    for (const { title, detail } of meta?.warnings ?? [])
      run.warn(`Datadog warns: ${[title, detail].filter(Boolean).join(', ').slice(0, 200)}`);
    if (meta?.status === 'timeout') run.truncate({ by: 'vendor', shown: data.buckets.length });
    return data.buckets;
  };
  const [now, earlier] = await Promise.all([
    run.part('count of lines', () => counts(spanOf(question), { intervalMinutes: stepMinutesOf(question.window) })),
    // Logs of a week ago may be past the retention: their absence is no loss of the question.
    counts(question.baselines.weekEarlier, {}).catch(() => {
      run.warn('the week before could not be counted');
      return undefined;
    }),
  ]);
  if (now === undefined) return undefined;
  return { now, earlier, byStatus: [...now, ...(earlier ?? [])].every(({ by }) => typeof by.status === 'string') };
}

function onlyErrors({ now, earlier, byStatus }: Counted): Counted {
  const errors = (grouped: Grouped) => grouped.filter(({ by }) => statedLevel(String(by.status)) === 'error');
  return { now: errors(now), earlier: earlier === undefined ? undefined : errors(earlier), byStatus };
}

const readLines = ({ client, question, run }: Asked, level: LogDigest['level'], search: string): Promise<NewestLines> =>
  readNewest(toLineReader(client, search, stepMinutesOf(question.window), run), level, question, run);

function toDigest({ question, run }: Asked, lines: NewestLines, { now, earlier }: Counted): Promise<LogDigest> {
  const { window, baselines, service } = question;
  const stepMs = stepMinutesOf(window) * minute;
  const buckets = toBuckets(now, spanOf(question).from);
  const before = { window: baselines.before, total: countIn(buckets, stepMs, baselines.before) };
  const total = (of: Grouped) => toBuckets(of, 0).reduce((sum, [, lines]) => sum + lines, 0);
  const week = earlier === undefined ? [] : [{ window: baselines.weekEarlier, total: total(earlier) }];
  const digest = { service: service.name, window, stepMs, buckets, baselines: [before, ...week] };
  return drawDigest({ ...digest, total: countIn(buckets, stepMs, window) }, lines, run);
}
