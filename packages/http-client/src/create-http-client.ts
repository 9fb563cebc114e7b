import { asFailure, Failure } from '@incidentfox/failures';
import { createConnection } from './connection/create-connection.ts';
import { type Deadline, holdDeadlines, startDeadline } from './deadline.ts';
import type { HttpClient, HttpClientOptions, HttpRequest, HttpResponse, Meter } from './http-client.ts';
import { Aborted, createGuard, createRetry, excuse } from './resilience.ts';
import { sendOnce } from './send-once.ts';

/** One way to call out: deadline, size cap, redirects refused, zod, bounded retries of reads, breaker, concurrency. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  assertAddress(options);
  const guard = createGuard(options);
  const now = options.now ?? Date.now;
  const { name, baseUrl, tls } = options;
  const connection = createConnection({ name, baseUrl, tls, now });

  async function request<T>(request: HttpRequest<T>): Promise<HttpResponse<T>> {
    const signal = request.signal ?? new AbortController().signal;
    const waiting = startDeadline(Number.POSITIVE_INFINITY, signal);
    const hasItsTurn = holdDeadlines(signal);
    const send = () => {
      hasItsTurn();
      return attempts(request, signal);
    };
    try {
      return await waiting.race(guard(send, signal));
    } catch (thrown) {
      throw signal.aborted ? new Aborted(options.name) : asFailure(thrown, options.name);
    } finally {
      hasItsTurn();
      waiting.clear();
    }
  }

  async function attempts<T>(request: HttpRequest<T>, signal: AbortSignal): Promise<HttpResponse<T>> {
    const timeoutMs = request.timeoutMs ?? options.timeoutMs ?? 10_000;
    const startedAt = now();
    const meter: Meter = { requests: 0, bytes: 0 };
    const deadline = startDeadline(timeoutMs, signal);
    const retries = (request.retry ?? (request.method ?? 'GET') === 'GET') ? (options.retries ?? 2) : 0;
    const attempt = {
      connection,
      signal: deadline.signal,
      maxBytes: request.maxBytes ?? options.maxBytes ?? 8_000_000,
      meter,
      now,
    };
    try {
      const policy = createRetry(retries, deadline);
      const answer = await deadline.race(
        policy.execute(() => withFreshSecret(() => sendOnce(options, request, attempt)), deadline.signal),
      );
      return { ...answer, bytes: meter.bytes, requests: meter.requests, tookMs: now() - startedAt };
    } catch (thrown) {
      const failure = inTime(thrown, deadline, signal, timeoutMs);
      if (deadline.lostTime()) excuse(failure);
      throw failure;
    } finally {
      deadline.clear();
      if (request.meter !== undefined) add(request.meter, meter);
    }
  }

  /** A 401 may mean that the secret was rotated: it is resolved again and tried once more. */
  async function withFreshSecret<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (thrown) {
      const refused = thrown instanceof Failure && thrown.kind === 'auth';
      if (!refused || !(await options.onUnauthorized?.())) throw thrown;
      return send();
    }
  }

  function inTime(thrown: unknown, deadline: Deadline, signal: AbortSignal, timeoutMs: number): Failure {
    if (signal.aborted) return new Aborted(options.name);
    if (deadline.signal.aborted) {
      return new Failure('timeout', `${options.name} did not answer within ${timeoutMs / 1000} s`, { cause: thrown });
    }
    return asFailure(thrown, options.name);
  }

  return { request, close: connection.close };
}

function add(to: Meter, from: Meter): void {
  to.requests += from.requests;
  to.bytes += from.bytes;
}

function assertAddress({ name, baseUrl }: HttpClientOptions): void {
  const valid = URL.canParse(baseUrl) && /^https?:$/.test(new URL(baseUrl).protocol);
  if (!valid) throw new Failure('config', `${name}: the address must begin with http:// or https://`);
  const { username, password } = new URL(baseUrl);
  if (username !== '' || password !== '') {
    throw new Failure(
      'config',
      `${name}: the address holds a user name or password; configure them as a secret instead`,
    );
  }
}
