import type { LogLine } from '@incidentfox/incident';
import type { z } from 'zod';
import { maxMessageLength } from '../../limits.ts';
import type { DatadogLog, LogCountsResponse } from '../responses.schema.ts';

export function toLine({ attributes }: DatadogLog): LogLine {
  const { timestamp, message, status, host } = attributes;
  const traceId = traceOf(attributes.attributes ?? {});
  return {
    at: Date.parse(timestamp),
    message: (message ?? '').slice(0, maxMessageLength),
    ...(status ? { level: status } : {}),
    ...(host ? { host } : {}),
    ...(traceId === undefined ? {} : { traceId }),
  };
}

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

/** [bucket start epoch ms, lines], ascending. A total stands at `from`. */
export function toBuckets(buckets: Buckets, from: number): [number, number][] {
  return buckets
    .flatMap(({ computes }) => Object.values(computes))
    .flatMap((computed): [number, number][] =>
      typeof computed === 'number' ? [[from, computed]] : computed.map(({ time, value }) => [Date.parse(time), value]),
    )
    .sort(([a], [b]) => a - b);
}
