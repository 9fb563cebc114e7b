import { type JsonRow, numberOf, serviceNames, textOf, timeNames, timeOf } from '../cases/fields.ts';

export interface Span {
  traceId: string;
  service: string;
  name: string;
  startAt: number;
  durationMs: number;
  isError: boolean;
  parent: Span | null;
  /** The other end of an outgoing call, when the span names it. */
  peer: string | null;
}

/**
 * Spans with their parents. A parent is looked for in the same trace, else it is the last span of that id before: some exports
 * write the trace's id once only.
 */
export function readSpans(rows: readonly JsonRow[]): Span[] {
  const byId = new Map<string, Span>();
  return rows.flatMap((row): Span[] => {
    const startAt = timeOf(row, ...timeNames, 'start_time', 'startTime');
    const service = textOf(row, ...serviceNames);
    if (startAt === undefined || service === undefined) return [];
    const trace = textOf(row, 'trace_id', 'traceId', 'trace') ?? '';
    const parentId = textOf(row, 'parent_id', 'parentId', 'parent_span_id', 'parent');
    const parent = parentId === undefined ? null : (byId.get(`${trace}\n${parentId}`) ?? byId.get(parentId) ?? null);
    const span: Span = {
      traceId: parent?.traceId ?? trace,
      service,
      name: textOf(row, 'name', 'operation', 'span_name') ?? '',
      startAt,
      durationMs: durationOf(row),
      isError: isError(row),
      parent,
      peer: textOf(row, 'peer.service', 'upstream.host', 'server.address', 'net.peer.name', 'peer') ?? hostIn(row),
    };
    const id = textOf(row, 'span_id', 'spanId', 'id');
    if (id !== undefined) {
      byId.set(`${trace}\n${id}`, span);
      byId.set(id, span);
    }
    return [span];
  });
}

function durationOf(row: JsonRow): number {
  const ms = numberOf(row, 'duration_ms', 'durationMs', 'duration', 'elapsed_ms');
  const us = numberOf(row, 'duration_us', 'durationUs');
  const s = numberOf(row, 'duration_s', 'duration_seconds');
  return ms ?? (us !== undefined ? us / 1000 : (s ?? 0) * 1000);
}

function isError(row: JsonRow): boolean {
  const status = textOf(row, 'status', 'status_code', 'otel.status_code') ?? '';
  return /err|fail/i.test(status) || row.error === true || (typeof row.error === 'string' && row.error !== '');
}

function hostIn(row: JsonRow): string | null {
  const url = textOf(row, 'http.url', 'url.full', 'url');
  return url === undefined ? null : (/^\w+:\/\/([^/:]+)/.exec(url)?.[1] ?? null);
}
