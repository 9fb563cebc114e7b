import { asFailure, Failure } from '@incidentfox/failures';
import type { Headers, Response } from 'undici';
import { failureFromResponse } from './answer/failure-from-response.ts';
import { parseAnswer } from './answer/parse-answer.ts';
import { readBody } from './answer/read-body.ts';
import { blank, reasonInBody } from './answer/reason-in-body.ts';
import { refuseRedirect, renamedTo } from './answer/redirects.ts';
import type { Connection } from './connection/create-connection.ts';
import type { HttpClientOptions, HttpRequest, HttpResponse, Meter } from './http-client.ts';
import { bodyOf, buildHeaders } from './request-parts.ts';
import { requestUrl } from './request-url.ts';

const errorBodyBytes = 64_000;
/** A repository that was renamed twice, and its owner too. */
const maxRenames = 3;

export interface Attempt {
  readonly connection: Connection;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  readonly meter: Meter;
  readonly now: () => number;
}

/** One attempt: send, refuse redirects but renames, read within the cap, parse. Throws a Failure. */
export async function sendOnce<T>(
  options: HttpClientOptions,
  request: HttpRequest<T>,
  attempt: Attempt,
): Promise<Omit<HttpResponse<T>, 'requests' | 'tookMs' | 'bytes'>> {
  const url = requestUrl(options.baseUrl, request);
  const headers = await buildHeaders(options, request);
  const secrets = [...secretsIn(headers), ...new URL(options.baseUrl).searchParams.values()];
  try {
    const response = await send({ options, request, attempt, headers }, url);
    if (!response.ok) {
      const body = await readBody(options.name, response, {
        maxBytes: errorBodyBytes,
        meter: attempt.meter,
        cut: true,
      });
      const asked = blank(`${request.method ?? 'GET'} ${url.origin}${url.pathname.replaceAll('%2F', '/')}`, secrets);
      const answer = { status: response.status, headers: response.headers, reason: reasonInBody(body, secrets), asked };
      throw failureFromResponse(options.name, answer, attempt.now());
    }
    const body = await readBody(options.name, response, attempt);
    const value = parseAnswer(options.name, body, response.headers, request);
    return { value, status: response.status, headers: response.headers };
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    const failure = attempt.connection.explain(thrown, url) ?? asFailure(thrown, `${options.name} at ${url.origin}`);
    throw new Failure(failure.kind, blank(failure.message, secrets), { cause: thrown });
  }
}

interface Sending {
  readonly options: HttpClientOptions;
  readonly request: HttpRequest<unknown>;
  readonly attempt: Attempt;
  readonly headers: Headers;
}

/** Sends to `url`, and to where what was there is now. */
async function send({ options, request, attempt, headers }: Sending, url: URL): Promise<Response> {
  const method = request.method ?? 'GET';
  const body = bodyOf(request);
  // A signature covers spaces as `%20`, which every server understands as it does `+`.
  if (options.sign !== undefined) url.search = url.search.replaceAll('+', '%20');
  for (let at = url, renames = 0; ; renames++) {
    const signed = await options.sign?.({ method, url: at, headers: Object.fromEntries(headers), body });
    attempt.meter.requests += 1;
    const response = await attempt.connection.fetch(at, {
      method,
      headers: signed === undefined ? headers : { ...Object.fromEntries(headers), ...signed },
      body,
      redirect: 'manual',
      signal: attempt.signal,
    });
    if (response.status < 300 || response.status >= 400) return response;
    const follows = options.followRenames === true && method === 'GET' && renames < maxRenames;
    const next = follows ? renamedTo(response, at, options.baseUrl) : null;
    if (next === null) return refuseRedirect(options.name, response, at);
    await response.body?.cancel();
    at = next;
  }
}

/** Whatever is sent in a header that is not plainly harmless may be a secret, and is never repeated in a message. */
function secretsIn(headers: Headers): string[] {
  const harmless = new Set(['accept', 'user-agent', 'content-type']);
  return [...headers].filter(([name]) => !harmless.has(name)).map(([, value]) => value);
}
