import { asFailure, Failure } from '@incidentfox/failures';
import { type Dispatcher, fetch, Headers, type Response } from 'undici';
import { failureFromResponse } from './answer/failure-from-response.ts';
import { parseAnswer } from './answer/parse-answer.ts';
import { readBody } from './answer/read-body.ts';
import { blank, reasonInBody } from './answer/reason-in-body.ts';
import type { HttpClientOptions, HttpRequest, HttpResponse, Meter } from './http-client.ts';
import { requestUrl } from './request-url.ts';

const errorBodyBytes = 64_000;

/** One attempt: send, refuse redirects, read within the cap, parse. Throws a Failure. */
export async function sendOnce<T>(
  options: HttpClientOptions,
  request: HttpRequest<T>,
  attempt: { dispatcher: Dispatcher; signal: AbortSignal; maxBytes: number; meter: Meter; now: () => number },
): Promise<Omit<HttpResponse<T>, 'requests' | 'tookMs' | 'bytes'>> {
  const url = requestUrl(options.baseUrl, request);
  const headers = buildHeaders(options, request);
  const secrets = secretsIn(headers);
  attempt.meter.requests += 1;
  try {
    const response = await fetch(url, {
      method: request.method ?? 'GET',
      headers,
      body: bodyOf(request),
      redirect: 'manual',
      signal: attempt.signal,
      dispatcher: attempt.dispatcher,
    });
    if (response.status >= 300 && response.status < 400) return await refuseRedirect(options.name, response, url);
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
    const failure = asFailure(thrown, `${options.name} at ${url.origin}`);
    throw new Failure(failure.kind, blank(failure.message, secrets), { cause: thrown });
  }
}

function buildHeaders(options: HttpClientOptions, request: HttpRequest<unknown>): Headers {
  try {
    const json = request.json === undefined ? {} : { 'content-type': 'application/json' };
    const accept = request.accept === 'text' ? 'text/plain, */*' : 'application/json';
    return new Headers({
      accept,
      'user-agent': 'incidentfox',
      ...json,
      ...lower(options.headers?.()),
      ...lower(request.headers),
    });
  } catch (cause) {
    // The value is left out of the message: it may be the secret itself.
    throw new Failure(
      'config',
      `${options.name}: a request header cannot be built; is the secret there, on one line?`,
      { cause },
    );
  }
}

const lower = (headers: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Whatever is sent in a header that is not plainly harmless may be a secret, and is never repeated in a message. */
function secretsIn(headers: Headers): string[] {
  const harmless = new Set(['accept', 'user-agent', 'content-type']);
  return [...headers].filter(([name]) => !harmless.has(name)).map(([, value]) => value);
}

function bodyOf(request: HttpRequest<unknown>): string | URLSearchParams | null {
  if (request.json !== undefined) return JSON.stringify(request.json);
  if (request.form === undefined) return null;
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(request.form)) {
    for (const one of typeof value === 'string' ? [value] : value) form.append(key, one);
  }
  return form;
}

async function refuseRedirect(name: string, response: Response, requested: URL): Promise<never> {
  await response.body?.cancel();
  const location = response.headers.get('location') ?? '';
  const target = URL.canParse(location, requested.href) ? new URL(location, requested.href) : null;
  const where = target === null ? 'elsewhere' : `to ${target.origin}${target.pathname}`;
  throw new Failure(
    'contract',
    `${name} redirects ${where}; redirects are not followed, because credentials would go along. Configure the final address`,
    { status: response.status },
  );
}
