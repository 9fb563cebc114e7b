import { Failure } from '@incidentfox/failures';
import { Headers } from 'undici';
import type { HttpClientOptions, HttpRequest } from './http-client.ts';

/** The headers of one attempt: ours, then the client's, then the request's own. Throws a `config` failure that shows no value. */
export async function buildHeaders(options: HttpClientOptions, request: HttpRequest<unknown>): Promise<Headers> {
  const own = lower(await options.headers?.());
  try {
    const accept = request.accept === 'text' ? 'text/plain, */*' : 'application/json';
    return new Headers({
      accept,
      'user-agent': 'incidentfox',
      ...contentType(request),
      ...own,
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

/** The body as the text that is sent, so that it can be signed; null without one. */
export function bodyOf(request: HttpRequest<unknown>): string | null {
  if (request.json !== undefined) return JSON.stringify(request.json);
  if (request.form === undefined) return null;
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(request.form)) {
    for (const one of typeof value === 'string' ? [value] : value) form.append(key, one);
  }
  return form.toString();
}

function contentType(request: HttpRequest<unknown>): Record<string, string> {
  if (request.json !== undefined) return { 'content-type': 'application/json' };
  return request.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };
}

const lower = (headers: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
