import type { LogDigest, LogLine, Window } from '@incidentfox/incident';
import { type JsonRow, serviceNames, textOf, timeNames, timeOf } from '../cases/fields.ts';

const BUCKET_MS = 60_000;
const LONGEST_MESSAGE = 500;

const levelNames = ['severity_text', 'level', 'severity', 'lvl', 'status', 'log.level'] as const;
const messageNames = ['msg', 'message', 'body', 'text', 'log', 'event', 'line'] as const;
const traceNames = ['trace_id', 'traceId', 'trace.id', 'dd.trace_id'] as const;
const hostNames = ['pod', 'host', 'hostname', 'k8s.pod.name', 'instance'] as const;
const stackNames = ['stack', 'stacktrace', 'stack_trace', 'exception.stacktrace', 'exception'] as const;
/** Fields that say where a line is from, not what it says. */
const apart = new Set<string>([
  ...timeNames,
  ...serviceNames,
  ...levelNames,
  ...messageNames,
  ...traceNames,
  ...hostNames,
  ...stackNames,
  'thread',
  'thread_name',
  'span_id',
  'spanId',
  'span.id',
]);

/** One digest a service: what lies before the window is the baseline. */
export function toLogDigests(rows: readonly JsonRow[], window: Window): LogDigest[] {
  const lines = new Map<string, LogLine[]>();
  for (const row of rows) {
    const at = timeOf(row, ...timeNames);
    if (at === undefined || at >= window.to) continue;
    const service = textOf(row, ...serviceNames) ?? '';
    const known = lines.get(service);
    if (known === undefined) lines.set(service, [toLine(row, at)]);
    else known.push(toLine(row, at));
  }
  const first = [...lines.values()].flat().reduce((least, { at }) => Math.min(least, at), window.from);
  const before = { from: first, to: window.from };
  return [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, all]): LogDigest => {
      const ordered = all.sort((a, b) => a.at - b.at);
      const now = ordered.filter(({ at }) => at >= window.from);
      const baselineLines = ordered.filter(({ at }) => at < window.from);
      return {
        service,
        level: 'all',
        window,
        total: now.length,
        baselines: before.from < before.to ? [{ window: before, total: baselineLines.length }] : [],
        buckets: inBuckets(ordered),
        lines: now,
        baselineLines,
        questionId: 'logs',
      };
    });
}

function toLine(row: JsonRow, at: number): LogLine {
  const level = textOf(row, ...levelNames);
  const host = textOf(row, ...hostNames);
  const traceId = textOf(row, ...traceNames);
  return {
    at,
    message: messageOf(row).slice(0, LONGEST_MESSAGE),
    ...(level !== undefined && { level }),
    ...(host !== undefined && { host }),
    ...(traceId !== undefined && { traceId }),
  };
}

/** The text, then the fields beside it as `name=value`, then the stack: what a log store shows of a structured line. */
function messageOf(row: JsonRow): string {
  const fields = Object.entries(row).flatMap(([name, value]) => {
    const isShown = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return apart.has(name) || !isShown ? [] : [`${name}=${/\s/.test(String(value)) ? JSON.stringify(value) : value}`];
  });
  const stack = textOf(row, ...stackNames);
  const text = [textOf(row, ...messageNames) ?? '', ...fields].join(' ').trim();
  return stack === undefined ? text : `${text}\n${stack}`;
}

function inBuckets(lines: readonly LogLine[]): [number, number][] {
  const buckets = new Map<number, number>();
  for (const { at } of lines) {
    const start = Math.floor(at / BUCKET_MS) * BUCKET_MS;
    buckets.set(start, (buckets.get(start) ?? 0) + 1);
  }
  return [...buckets];
}
