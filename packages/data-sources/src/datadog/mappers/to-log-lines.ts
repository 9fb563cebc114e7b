import { type LogLine, levelStatedIn } from '@incidentfox/incident';
import type { z } from 'zod';
import { type RawLine, toLogLine } from '../../logs/index.ts';
import type { DatadogLog, LogCountsResponse } from '../responses.schema.ts';

/** The text is the message; what went wrong is an attribute of its own, and stands in a line of its own. */
export function toRawLine({ attributes }: DatadogLog): RawLine {
  const { timestamp, message, status, host, attributes: own } = attributes;
  const error = errorIn(own ?? {});
  const text = message ?? '';
  const isSaid = error === undefined || text.includes(error) || text.trimStart().startsWith('{');
  return {
    at: Date.parse(timestamp),
    text: isSaid ? text : `${text}\n${error}`,
    fields: { ...own, ...(status ? { status_of_line: status } : {}), ...(host ? { host_of_line: host } : {}) },
  };
}

export const hostOf = ({ fields = {} }: RawLine): string | undefined => text(fields.host_of_line);

export function toLine(line: RawLine): LogLine {
  const { status_of_line: status, host_of_line: _, ...fields } = line.fields ?? {};
  const error = errorIn(fields);
  const whole = error !== undefined && line.text.endsWith(`\n${error}`);
  const said = whole ? `${line.text.slice(0, -error.length - 1)}: ${error}` : line.text;
  // A line that no pipeline has read is `info`, whatever it says.
  const level = levelStatedIn(line.text) === 'error' ? 'error' : text(status);
  const host = hostOf(line);
  const traceId = traceOf(fields);
  return toLogLine(
    { ...line, text: said, fields: withoutErrors(fields) },
    {
      ...(level === undefined ? {} : { level }),
      ...(host === undefined ? {} : { host }),
      ...(traceId === undefined ? {} : { traceId }),
    },
  );
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const errorNames = ['error', 'err', 'exception'];

function errorIn(fields: Readonly<Record<string, unknown>>): string | undefined {
  for (const name of errorNames) {
    const value = fields[name];
    const inner = typeof value === 'object' && value !== null ? (value as Record<string, unknown>).message : value;
    const found = text(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

const withoutErrors = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !errorNames.includes(name)));

/** Tracing libraries write it flat (`dd.trace_id`, `trace_id`) or nested (`dd: { trace_id }`). */
function traceOf(fields: Readonly<Record<string, unknown>>): string | undefined {
  const nested = fields.dd;
  const inner =
    typeof nested === 'object' && nested !== null ? (nested as Record<string, unknown>).trace_id : undefined;
  const found = [fields['dd.trace_id'], inner, fields.trace_id, fields.traceId].find(
    (one) => typeof one === 'string' || typeof one === 'number',
  );
  return found === undefined ? undefined : String(found);
}

type Buckets = z.output<typeof LogCountsResponse>['data']['buckets'];

/** [bucket start epoch ms, lines], ascending; buckets of several groups add up. A total stands at `from`. */
export function toBuckets(buckets: Buckets, from: number): [number, number][] {
  const sums = new Map<number, number>();
  const points = buckets
    .flatMap(({ computes }) => Object.values(computes))
    .flatMap((computed): [number, number][] =>
      typeof computed === 'number' ? [[from, computed]] : computed.map(({ time, value }) => [Date.parse(time), value]),
    );
  for (const [at, lines] of points) sums.set(at, (sums.get(at) ?? 0) + lines);
  return [...sums].sort(([a], [b]) => a - b);
}
