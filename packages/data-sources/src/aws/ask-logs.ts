import type { LogDigest, LogLine, Window } from '@incidentfox/incident';
import { type QuestionRun, SkipQuestion, spanOf } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { bucketsIn } from '../limits.ts';
import type { AwsClient } from './client.ts';
import { maxBuckets, sampleLines } from './limits.ts';
import { runLogQuery } from './sdk/run-log-query.ts';
import type { AwsSettings } from './settings.ts';
import { pickAwsNames } from './to-aws-names.ts';

const looksLikeError = 'filter @message like /(?i)(error|exception|fatal|panic|critical)/ | ';
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
    askDigest(client, logGroup, question, run, { level: 'error', filter: looksLikeError }),
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
  const { window, baselines } = question;
  const stepMinutes = Math.max(1, Math.ceil((window.to - window.from) / bucketsIn(window) / minute));
  const count = `${of.filter}stats count(*) as lines by bin(${stepMinutes}m) as start`;
  const sample = `${of.filter}fields @timestamp, @message, @logStream | sort @timestamp desc | limit ${sampleLines}`;
  const lines = async (range: Window): Promise<LogLine[]> =>
    (
      (await run.part(`sample of ${of.level} lines`, () =>
        runLogQuery(client, logGroup, sample, range, sampleLines, run),
      )) ?? []
    )
      .flatMap(toLine)
      .sort((a, b) => a.at - b.at);
  const [counted, now, before] = await Promise.all([
    run.part(`count of ${of.level} lines`, () =>
      runLogQuery(client, logGroup, count, spanOf(question), maxBuckets, run),
    ),
    lines(window),
    lines(baselines.before),
  ]);
  if (counted === undefined) return undefined;
  const buckets = counted
    .map((row): [number, number] => [toTime(row.start), Number(row.lines)])
    .sort(([a], [b]) => a - b);
  const middle = (stepMinutes * minute) / 2;
  const within = ({ from, to }: Window) =>
    buckets.filter(([at]) => at + middle >= from && at + middle < to).reduce((sum, [, lines]) => sum + lines, 0);
  return {
    service: question.service.name,
    level: of.level,
    window,
    total: within(window),
    baselines: [{ window: baselines.before, total: within(baselines.before) }],
    buckets,
    lines: now,
    baselineLines: before,
  };
}

function toLine(row: Record<string, string>): LogLine[] {
  const at = toTime(row['@timestamp']);
  const host = row['@logStream'];
  return Number.isNaN(at) ? [] : [{ at, message: (row['@message'] ?? '').slice(0, 500), ...(host ? { host } : {}) }];
}

/** Logs Insights writes UTC as `2026-11-23 14:36:00.000`. */
const toTime = (text: string | undefined): number => Date.parse(`${(text ?? '').replace(' ', 'T')}Z`);
