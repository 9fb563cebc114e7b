import { asFailure, Failure, type FailureKind } from '@incidentfox/failures';
import { type Connection, retryAfterMs, startDeadline } from '@incidentfox/http-client';
import { defaultCaps } from '../../limits.ts';
import type { Requester } from '../../vendor-http/index.ts';

interface SdkRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  readonly path: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

const kinds: Readonly<Record<number, FailureKind>> = {
  401: 'auth',
  403: 'forbidden',
  404: 'not_found',
  429: 'rate_limited',
};

/**
 * Sends what the official SDK has signed, with our bounds: a deadline, a size cap, no redirects, every request counted. Answers
 * AWS itself would not give (a proxy's page, another shape) become failures here; AWS's own errors go to the SDK.
 */
export function createRequestHandler(
  { name, connection, timeoutMs }: { name: string; connection: Connection; timeoutMs: number },
  reader: Requester,
) {
  async function handle(request: SdkRequest, { abortSignal }: { abortSignal?: AbortSignal } = {}) {
    const deadline = startDeadline(timeoutMs, abortSignal ?? reader.signal);
    try {
      if (reader.meter) reader.meter.requests += 1;
      return { response: await deadline.race(send(request, deadline.signal)) };
    } catch (thrown) {
      if (thrown instanceof Failure) throw thrown;
      if (deadline.signal.aborted)
        throw new Failure('timeout', `${name} did not answer within ${timeoutMs / 1000} s`, { cause: thrown });
      throw connection.explain(thrown, addressOf(request)) ?? asFailure(thrown, name);
    } finally {
      deadline.clear();
    }
  }

  async function send(request: SdkRequest, signal: AbortSignal) {
    const { host: _host, 'content-length': _length, ...headers } = request.headers;
    const answer = await connection.fetch(addressOf(request), {
      method: request.method,
      headers,
      body: (request.body as string | undefined) ?? null,
      redirect: 'manual',
      signal,
    });
    const body = await read(answer);
    if (reader.meter) reader.meter.bytes += body.byteLength;
    refuseOthers(answer, body);
    return { statusCode: answer.status, reason: answer.statusText, headers: Object.fromEntries(answer.headers), body };
  }

  async function read(answer: Answer): Promise<Uint8Array> {
    const maxBytes = reader.caps?.bytes ?? defaultCaps.bytes;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > maxBytes)
        throw new Failure('contract', `${name} answered with more than ${maxBytes} bytes`, { status: answer.status });
      chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks));
  }

  function refuseOthers(answer: Answer, body: Uint8Array): void {
    const parsed = parse(body);
    const isAwsError =
      answer.headers.has('x-amzn-errortype') || (typeof parsed === 'object' && parsed !== null && '__type' in parsed);
    if (answer.ok && parsed !== undefined) return;
    if (isAwsError) return;
    if (answer.ok)
      throw new Failure('contract', `${name} answered with something that is not JSON`, { status: answer.status });
    const kind =
      kinds[answer.status] ?? (answer.status >= 500 ? 'unavailable' : answer.status < 400 ? 'contract' : 'bad_query');
    throw new Failure(kind, `${name} refused the request (HTTP ${answer.status})`, {
      status: answer.status,
      retryAfterMs: kind === 'rate_limited' ? retryAfterMs(answer.headers, Date.now()) : undefined,
    });
  }

  return { handle, destroy: () => {}, metadata: { handlerProtocol: 'http/1.1' } };
}

type Answer = Awaited<ReturnType<Connection['fetch']>>;

function addressOf({ protocol, hostname, port, path }: SdkRequest): URL {
  return new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}
