import type { LogDigest, LogLine, Window } from '@incidentfox/incident';
import type { Ask } from '../data-source.ts';
import { type Asking, NotAsked, spanOf } from '../execution/index.ts';
import type { AwsClient } from './client.ts';
import { runLogQuery } from './run-log-query.ts';
import type { AwsNames } from './to-aws-names.ts';

const looksLikeError = 'filter @message like /(?i)(error|exception|fatal|panic|critical)/ | ';
const minute = 60_000;
const bucketsPerWindow = 60;
const sampleLines = 100;
const mostBuckets = 10_000;

/** Two digests, all lines and error lines, counted by Logs Insights. It is paid by the byte read, so the week before is not asked. */
export async function askLogs(
  client: AwsClient,
  { logGroup }: AwsNames,
  ask: Ask,
  asking: Asking,
): Promise<LogDigest[]> {
  if (logGroup === undefined)
    throw new NotAsked(`no log group is named for ${ask.service.name}; set log_group in services[].aws`);
  const digests = await Promise.all([
    askDigest(client, logGroup, ask, asking, { level: 'error', filter: looksLikeError }),
    askDigest(client, logGroup, ask, asking, { level: 'all', filter: '' }),
  ]);
  return digests.flatMap((digest) =>
    digest && (digest.total > 0 || digest.baselines.some(({ total }) => total > 0)) ? [digest] : [],
  );
}

async function askDigest(
  client: AwsClient,
  logGroup: string,
  ask: Ask,
  asking: Asking,
  of: { level: LogDigest['level']; filter: string },
): Promise<LogDigest | undefined> {
  const { window, baselines } = ask;
  const stepMinutes = Math.max(1, Math.ceil((window.to - window.from) / bucketsPerWindow / minute));
  const count = `${of.filter}stats count(*) as lines by bin(${stepMinutes}m) as start`;
  const sample = `${of.filter}fields @timestamp, @message, @logStream | sort @timestamp desc | limit ${sampleLines}`;
  const lines = async (stretch: Window): Promise<LogLine[]> =>
    (
      (await asking.part(`sample of ${of.level} lines`, () =>
        runLogQuery(client, logGroup, sample, stretch, sampleLines, asking),
      )) ?? []
    )
      .flatMap(toLine)
      .sort((a, b) => a.at - b.at);
  const [counted, now, before] = await Promise.all([
    asking.part(`count of ${of.level} lines`, () =>
      runLogQuery(client, logGroup, count, spanOf(ask), mostBuckets, asking),
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
    service: ask.service.name,
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
