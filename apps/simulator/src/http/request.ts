import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** What a route's handler is given: everything already read and bounded. */
export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
  /** Parts of the path that the route named: `/v2/incidents/:id`. */
  readonly params: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a string as it is. */
  readonly body?: unknown;
}

const maxBytes = 16 * 1_048_576;

export async function readRequest(message: IncomingMessage): Promise<Omit<VendorRequest, 'params'>> {
  const url = new URL(message.url ?? '/', 'http://loopback');
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > maxBytes) throw new Error('the request body is larger than any vendor takes');
    parts.push(part);
  }
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: message.headers,
    rawBody: Buffer.concat(parts),
  };
}

/** The body as a JSON value; undefined when it is empty or no JSON. */
export function jsonBody(request: VendorRequest): unknown {
  try {
    return JSON.parse(request.rawBody.toString('utf8'));
  } catch {
    return undefined;
  }
}

export const formBody = (request: VendorRequest): URLSearchParams =>
  new URLSearchParams(request.rawBody.toString('utf8'));

export const isForm = (request: VendorRequest): boolean =>
  (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
