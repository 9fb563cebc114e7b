import type { Reply, VendorRequest } from '../../http/request.ts';
import { formBody, isForm } from '../../http/request.ts';
import type { Refusals, Vendor } from '../../http/vendor-server.ts';
import type { LogStore } from '../../telemetry/log-lines.ts';
import type { World } from '../../telemetry/world.ts';
import { QueryFault } from '../prometheus/promql/ast.ts';
import { durationMs } from '../prometheus/promql/tokens.ts';
import { createLogEvaluation } from './evaluate-logql.ts';
import { type LogQuery, LogqlFault, type LogqlMetricQuery } from './logql-ast.ts';
import { parseLogql } from './parse-logql.ts';
import { streamsOf, toMatrix, toStreamsResult, toVector } from './results.ts';
import { runPipeline, toMatcherTest } from './run-pipeline.ts';

export interface Logs {
  readonly world: World;
  readonly store: LogStore;
}

/** The server's own caps. */
const maxEntries = 5000;
const maxPoints = 11_000;
const hourMs = 3_600_000;

/** Loki's HTTP API over the lines the services of the scenario write. */
export function loki(logs: () => Logs): Vendor {
  const span = (p: URLSearchParams) => {
    const to = readNanos(p.get('end'), logs().world.now());
    return { from: readNanos(p.get('start'), to - hourMs), to };
  };
  const read = (
    path: string,
    query: readonly string[],
    answer: (p: URLSearchParams, request: VendorRequest) => unknown,
  ) =>
    (['GET', 'POST'] as const).map((method) => ({
      method,
      path: `/loki/api/v1${path}`,
      ...(method === 'GET' ? { query } : {}),
      handle: (request: VendorRequest) =>
        guarded(() => answer(isForm(request) ? formBody(request) : request.query, request)),
    }));
  const streams = (p: URLSearchParams, selectors: readonly string[]) => {
    const tests = selectors.map((text) => logOnly(parseLogql(text)).matchers.map(toMatcherTest));
    return streamsOf(logs().world, span(p)).filter(
      (labels) => tests.length === 0 || tests.some((all) => all.every((test) => test(labels))),
    );
  };
  return {
    name: 'loki',
    refusals,
    routes: [
      ...read('/query_range', ['query', 'start', 'end', 'since', 'step', 'interval', 'limit', 'direction'], (p) =>
        queryRange(logs(), p, span(p)),
      ),
      ...read('/query', ['query', 'time', 'limit', 'direction'], (p) => query(logs(), p)),
      ...read('/labels', ['start', 'end', 'since', 'query'], (p) =>
        success(unique(streams(p, p.getAll('query')).flatMap((s) => Object.keys(s)))),
      ),
      ...read('/label/:name/values', ['start', 'end', 'since', 'query'], (p, request) =>
        success(unique(streams(p, p.getAll('query')).flatMap((s) => s[request.params.name ?? ''] ?? []))),
      ),
      ...read('/series', ['match[]', 'start', 'end', 'since'], (p) => success(streams(p, p.getAll('match[]')))),
      ...read('/status/buildinfo', [], () => ({
        version: '3.5.0',
        revision: 'simulator',
        branch: 'HEAD',
        goVersion: '',
      })),
      { method: 'GET', path: '/ready', handle: () => ({ status: 200, body: 'ready\n' }) },
    ],
  };
}

const success = (data: unknown) => ({ status: 'success', data });
const unique = (values: readonly string[]) => [...new Set(values)].toSorted();

function guarded(answer: () => unknown): Reply {
  try {
    return { status: 200, body: answer() };
  } catch (fault) {
    if (fault instanceof LogqlFault || fault instanceof QueryFault) return { status: 400, body: fault.message };
    throw fault;
  }
}

const refusals: Refusals = {
  admit: () => null,
  mismatch: (mismatch) =>
    mismatch.kind === 'query'
      ? { status: 400, body: `unknown parameter ${mismatch.name}` }
      : { status: mismatch.kind === 'method' ? 405 : 404, body: '404 page not found\n' },
  tooMany: (seconds) => ({
    status: 429,
    body: 'too many outstanding requests',
    headers: { 'retry-after': String(seconds) },
  }),
  broken: () => ({ status: 500, body: 'rpc error: code = Unknown desc = empty ring' }),
};

function queryRange(logs: Logs, p: URLSearchParams, { from, to }: { from: number; to: number }): unknown {
  if (to < from) throw new LogqlFault('end timestamp must not be before or equal to start time');
  const parsed = parseLogql(needed(p, 'query'));
  const limit = Number(p.get('limit') ?? 100);
  if (limit > maxEntries)
    throw new LogqlFault(
      `max entries limit per query exceeded, limit > max_entries_limit_per_query (${limit} > ${maxEntries})`,
    );
  if (parsed.kind === 'log') {
    const lines = runPipeline(logs.store, parsed, from, to);
    const isForward = p.get('direction')?.toLowerCase() === 'forward';
    return success(toStreamsResult(isForward ? lines.slice(0, limit) : lines.toReversed().slice(0, limit)));
  }
  const step = p.get('step') === null ? Math.max(1000, Math.floor((to - from) / 250)) : readStep(p.get('step') ?? '');
  if ((to - from) / step > maxPoints)
    throw new LogqlFault(
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  return success(toMatrix(createLogEvaluation(logs.store, from, to), parsed, { from, to, step }));
}

function query(logs: Logs, p: URLSearchParams): unknown {
  const parsed = parseLogql(needed(p, 'query'));
  if (parsed.kind === 'log')
    throw new LogqlFault(
      'log queries are not supported as an instant query type, please change your query to a range query type',
    );
  const at = readNanos(p.get('time'), logs.world.now());
  return success(toVector(createLogEvaluation(logs.store, at, at)(parsed, at), at));
}

function logOnly(parsed: LogQuery | LogqlMetricQuery): LogQuery {
  if (parsed.kind !== 'log') throw new LogqlFault('only label matchers are supported');
  return parsed;
}

function needed(p: URLSearchParams, name: string): string {
  const value = p.get(name);
  if (value === null || value === '') throw new LogqlFault('parse error : syntax error: unexpected $end');
  return value;
}

function readStep(text: string): number {
  const seconds = Number(text);
  const step = Number.isFinite(seconds) ? seconds * 1000 : durationMs(text);
  if (!(step > 0))
    throw new LogqlFault('zero or negative query resolution step widths are not accepted. Try a positive integer');
  return step;
}

/** Epoch ms from ns, seconds with a fraction, or RFC 3339. Digits beyond ms are cut from the text: ns do not fit a double. */
function readNanos(text: string | null, absent: number): number {
  if (text === null || text === '') return absent;
  if (/^\d{16,}$/.test(text)) return Number(text.slice(0, -6));
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new LogqlFault(`could not parse '${text}' as a time`);
  return at;
}
