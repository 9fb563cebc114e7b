import type { LogDigest, LogLine, Window } from '@incidentfox/incident';
import type { Ask } from '../data-source.ts';
import { type Asking, spanOf } from '../execution/index.ts';
import type { DatadogClient } from './client.ts';
import type { DatadogLog } from './responses.schema.ts';
import { toBuckets, toLine } from './to-log-lines.ts';
import { type ServiceTags, searchOf } from './to-tag-value.ts';

const bucketsPerWindow = 60;
const sampleLines = 100;
const minute = 60_000;

/** Two digests: every line, and the lines that are errors. Counted by Datadog, with samples of window and baseline. */
export async function askLogs(
  client: DatadogClient,
  tags: ServiceTags,
  ask: Ask,
  asking: Asking,
): Promise<LogDigest[]> {
  const all = searchOf(tags);
  const digests = await Promise.all([
    askDigest(client, ask, asking, {
      level: 'error',
      search: `${all} status:(error OR critical OR alert OR emergency)`,
    }),
    askDigest(client, ask, asking, { level: 'all', search: all }),
  ]);
  return digests
    .filter((digest) => digest !== undefined)
    .filter((digest) => digest.total > 0 || digest.baselines.some(({ total }) => total > 0));
}

async function askDigest(
  client: DatadogClient,
  ask: Ask,
  asking: Asking,
  of: { level: LogDigest['level']; search: string },
): Promise<LogDigest | undefined> {
  const { window, baselines } = ask;
  const stepMinutes = Math.max(1, Math.ceil((window.to - window.from) / bucketsPerWindow / minute));
  const lines = (stretch: Window): Promise<readonly DatadogLog[] | undefined> =>
    asking.part(`sample of ${of.level} lines`, () => client.logs(of.search, stretch, sampleLines, asking));
  const [counted, earlier, sample, baselineSample] = await Promise.all([
    asking.part(`count of ${of.level} lines`, () => countOver(client, of.search, spanOf(ask), stepMinutes, asking)),
    // Logs of a week ago may be past the retention: their absence is no loss of the question.
    countOver(client, of.search, baselines.weekEarlier, undefined, asking).catch(() => {
      asking.warn('the week before could not be counted');
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
    service: ask.service.name,
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
  stretch: Window,
  stepMinutes: number | undefined,
  asking: Asking,
): Promise<[number, number][]> {
  const { data, meta } = await client.countLogs(search, stretch, stepMinutes, asking);
  for (const { title, detail } of meta?.warnings ?? [])
    asking.warn(`Datadog warns: ${[title, detail].filter(Boolean).join(', ').slice(0, 200)}`);
  const buckets = toBuckets(data.buckets, stretch.from);
  if (meta?.status === 'timeout') asking.truncate({ by: 'vendor', shown: buckets.length });
  return buckets;
}

const sum = (buckets: readonly (readonly [number, number])[]) => buckets.reduce((total, [, count]) => total + count, 0);
const toLines = (logs: readonly DatadogLog[] | undefined): LogLine[] =>
  (logs ?? []).map(toLine).sort((a, b) => a.at - b.at);
