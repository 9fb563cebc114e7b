import type { LogDigest } from '@incidentfox/incident';
import { type QuestionRun, SkipQuestion, spanOf } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { bucketsIn } from '../limits.ts';
import { countIn, drawDigest, readNewest } from '../logs/index.ts';
import type { AwsClient } from './client.ts';
import { errorFilter } from './lines/log-queries.ts';
import { createLineReader } from './lines/read-lines.ts';
import type { AwsSettings } from './settings.ts';
import { pickAwsNames } from './to-aws-names.ts';

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
  const reader = createLineReader(client, { ...of, logGroup, stepMinutes }, run);
  const [buckets, lines] = await Promise.all([
    run.part(`count of ${of.level} lines`, () => reader.buckets(spanOf(question))),
    readNewest(reader, of.level, question, run),
  ]);
  if (buckets === undefined) return undefined;
  const stepMs = stepMinutes * minute;
  const counted = {
    service: service.name,
    window,
    stepMs,
    buckets,
    total: countIn(buckets, stepMs, window),
    baselines: [{ window: baselines.before, total: countIn(buckets, stepMs, baselines.before) }],
  };
  return drawDigest(counted, lines, run);
}
