import type { LogDigest, Window } from '@incidentfox/incident';
import { type QuestionRun, SkipQuestion, spanOf } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { bucketsIn } from '../limits.ts';
import { baselineSampleLines, countIn, drawDigest, maxWholeLines } from '../logs/index.ts';
import type { AwsClient } from './client.ts';
import type { AwsSettings } from './settings.ts';
import { pickAwsNames } from './to-aws-names.ts';
import { toLineReader } from './to-line-reader.ts';
import { errorFilter } from './to-log-queries.ts';

const minute = 60_000;

/** Two digests, all lines and error lines, counted by Logs Insights. It is paid by the byte read, so the week before is not asked. */
export async function askLogs(
  { client, settings }: { client: AwsClient; settings: AwsSettings },
  question: Question,
  run: QuestionRun,
): Promise<LogDigest[]> {
  const names = pickAwsNames(question, settings, run);
  if (names === null) return [];
  const { logGroup } = names;
  if (logGroup === undefined)
    throw new SkipQuestion(`no log group is named for ${question.service.name}; set log_group in services[].aws`);
  const digests = await Promise.all([
    askDigest(client, logGroup, question, run, { level: 'error', filter: errorFilter }),
    askDigest(client, logGroup, question, run, { level: 'all', filter: '' }),
  ]);
  return digests.flatMap((digest) =>
    digest && (digest.total > 0 || digest.baselines.some(({ total }) => total > 0)) ? [digest] : [],
  );
}

async function askDigest(
  client: AwsClient,
  logGroup: string,
  question: Question,
  run: QuestionRun,
  of: { level: LogDigest['level']; filter: string },
): Promise<LogDigest | undefined> {
  const { window, baselines, service } = question;
  const stepMinutes = Math.max(1, Math.ceil((window.to - window.from) / bucketsIn(window) / minute));
  const reader = toLineReader(client, { ...of, logGroup, stepMinutes }, run);
  const lines = (range: Window, limit: number) =>
    run.part(`sample of ${of.level} lines`, () => reader.read(range, limit, []));
  const [buckets, newest, baseline] = await Promise.all([
    run.part(`count of ${of.level} lines`, () => reader.buckets(spanOf(question))),
    lines(window, maxWholeLines),
    lines(baselines.before, baselineSampleLines),
  ]);
  if (buckets === undefined) return undefined;
  const stepMs = stepMinutes * minute;
  const counted = {
    service: service.name,
    level: of.level,
    window,
    stepMs,
    buckets,
    total: countIn(buckets, stepMs, window),
    baselines: [{ window: baselines.before, total: countIn(buckets, stepMs, baselines.before) }],
  };
  return drawDigest({ ...counted, newest, baseline }, reader, run);
}
