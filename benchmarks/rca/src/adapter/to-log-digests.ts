import type { LogDigest, LogLine, Window } from '@incidentfox/incident';
import type { LoadedCase } from '../cases/case-file.ts';
import type { CaseLogLine } from '../cases/rca-case.ts';

/** A log line further than this from the alarm has a broken clock. */
const FAR_MS = 48 * 3600_000;
const BUCKET_MS = 10_000;
/** The window begins this long before the alarm, which may be late. */
const ALARM_SLACK_MS = 120_000;

/** One digest a service: lines from shortly before the alarm are the window, earlier ones and the fault-free range the baseline. */
export function toLogDigests(loaded: LoadedCase, alarmAt: number): LogDigest[] {
  const lines = near(loaded.logs, alarmAt);
  const normal = near(loaded.normalLogs, alarmAt);
  const after = lines.filter((line) => line.at >= alarmAt - ALARM_SLACK_MS);
  if (after.length === 0) return [];
  const before = lines.filter((line) => line.at < alarmAt - ALARM_SLACK_MS);
  const window = spanOf(after);
  const ranges = [before, normal].filter((range) => range.length > 0);
  const services = [...new Set([...lines, ...normal].map((line) => line.service))].sort();
  const windowLines = byService(after);
  const baselines = ranges.map((range) => ({ span: spanOf(range), lines: byService(range) }));
  return services.map((service) => {
    const now = windowLines.get(service) ?? [];
    return {
      service,
      level: 'all',
      window,
      total: now.length,
      baselines: baselines.map(({ span, lines: all }) => ({ window: span, total: all.get(service)?.length ?? 0 })),
      buckets: inBuckets(now),
      lines: now,
      baselineLines: baselines.flatMap(({ lines: all }) => all.get(service) ?? []).sort((a, b) => a.at - b.at),
      questionId: 'logs',
    };
  });
}

type OwnedLine = LogLine & { service: string };

/** Ascending in time; lines of one instant keep the order they were written in, whichever way round the file is. */
function near(lines: readonly CaseLogLine[], alarmAt: number): OwnedLine[] {
  const isNewestFirst = (lines[0]?.t ?? 0) > (lines.at(-1)?.t ?? 0);
  return (isNewestFirst ? lines.toReversed() : lines)
    .map(({ t, service, level, message }) => ({
      service,
      at: t * 1000,
      message,
      ...(level !== undefined && { level }),
    }))
    .filter((line) => Math.abs(line.at - alarmAt) < FAR_MS)
    .sort((a, b) => a.at - b.at);
}

function byService(lines: readonly OwnedLine[]): Map<string, OwnedLine[]> {
  const grouped = new Map<string, OwnedLine[]>();
  for (const line of lines) {
    const group = grouped.get(line.service);
    if (group === undefined) grouped.set(line.service, [line]);
    else group.push(line);
  }
  return grouped;
}

function spanOf(lines: readonly LogLine[]): Window {
  return { from: lines[0]?.at ?? 0, to: (lines.at(-1)?.at ?? 0) + 1 };
}

function inBuckets(lines: readonly LogLine[]): [number, number][] {
  const buckets = new Map<number, number>();
  for (const { at } of lines) {
    const start = Math.floor(at / BUCKET_MS) * BUCKET_MS;
    buckets.set(start, (buckets.get(start) ?? 0) + 1);
  }
  return [...buckets];
}
