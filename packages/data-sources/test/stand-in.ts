import type { IncomingHttpHeaders } from 'node:http';
import { listen } from '@incidentfox/test-kit';
import type { z } from 'zod';

export interface StandInRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface StandInReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** One documented operation. A request that its schemas do not allow is refused and remembered. */
export interface StandInRoute {
  readonly method: 'GET' | 'POST';
  /** `/repos/:owner/:repo/deployments`; a parameter is one segment. */
  readonly path: string;
  /** A strict object; without it no parameter is allowed. */
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  answer(request: StandInRequest): StandInReply;
}

export interface StandIn {
  readonly url: string;
  /** `GET /path?query` of everything that was asked, in order. */
  readonly asked: readonly string[];
  /** What the vendor's documentation does not allow. A test that asks properly leaves it empty. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/** A vendor on loopback that accepts nothing but what its documentation describes. `admit` gives the reason to answer 401. */
export async function startStandIn(
  routes: readonly StandInRoute[],
  admit: (headers: IncomingHttpHeaders) => string | undefined,
): Promise<StandIn> {
  const asked: string[] = [];
  const refused: string[] = [];
  const server = await listen((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      asked.push(`${request.method} ${request.url}`);
      const reply = answer(routes, admit, refused, {
        method: request.method ?? '',
        url: request.url ?? '/',
        headers: request.headers,
        text,
      });
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
      response.end(JSON.stringify(reply.body));
    });
  });
  return { url: server.url, asked, refused, close: () => server.close() };
}

function answer(
  routes: readonly StandInRoute[],
  admit: (headers: IncomingHttpHeaders) => string | undefined,
  refused: string[],
  sent: { method: string; url: string; headers: IncomingHttpHeaders; text: string },
): StandInReply {
  const refuse = (status: number, why: string): StandInReply => {
    refused.push(`${sent.method} ${sent.url}: ${why}`);
    return { status, body: { message: why } };
  };
  const denied = admit(sent.headers);
  if (denied !== undefined) return { status: 401, body: { message: denied } };
  const url = new URL(sent.url, 'http://stand-in');
  for (const route of routes) {
    const params = matchPath(route.path, url.pathname);
    if (!params || route.method !== sent.method) continue;
    const query = queryOf(url.searchParams);
    const wrongQuery = route.query
      ? route.query.safeParse(query).error
      : Object.keys(query).length > 0
        ? new Error('no parameter is allowed')
        : undefined;
    if (wrongQuery) return refuse(400, wrongQuery.message);
    const body = bodyOf(sent);
    const wrongBody = route.body?.safeParse(body).error;
    if (wrongBody) return refuse(400, wrongBody.message);
    return route.answer({ params, query, headers: sent.headers, body });
  }
  return refuse(404, 'no such operation');
}

/** A form as an object of strings, JSON as its value. */
function bodyOf({ text, headers }: { text: string; headers: IncomingHttpHeaders }): unknown {
  if (text === '') return undefined;
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return queryOf(new URLSearchParams(text));
  return JSON.parse(text);
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const segment = given[i] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(segment);
    else if (part !== segment) return undefined;
  }
  return params;
}

function queryOf(search: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(search.keys())].map((key) => {
      const all = search.getAll(key);
      return [key, all.length === 1 ? (all[0] ?? '') : all];
    }),
  );
}
