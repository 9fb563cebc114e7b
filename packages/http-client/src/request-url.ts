import { Failure } from '@incidentfox/failures';
import type { HttpRequest } from './http-client.ts';

/** The address of a request below `baseUrl`, with the parameters that this has. Throws when the path would leave the base, whatever a name in it says. */
export function requestUrl(baseUrl: string, request: Pick<HttpRequest<unknown>, 'path' | 'query'>): URL {
  const base = new URL(baseUrl);
  const basePath = base.pathname.replace(/\/+$/, '');
  const url = new URL(`${base.origin}${basePath}${request.path.startsWith('/') ? '' : '/'}${request.path}`);
  const leaves = url.origin !== base.origin || !`${url.pathname}/`.startsWith(`${basePath}/`);
  if (leaves || request.path.includes('/../') || request.path.endsWith('/..')) {
    throw new Failure('bad_query', `the path ${JSON.stringify(request.path)} leaves the configured address`);
  }
  for (const [key, value] of base.searchParams) url.searchParams.append(key, value);
  for (const [key, value] of Object.entries(request.query ?? {})) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(key, String(one));
  }
  return url;
}

/** Template tag for paths: every name put in is encoded, so that it stays one segment. */
export function urlPath(parts: TemplateStringsArray, ...names: readonly (string | number)[]): string {
  return parts.reduce((path, part, at) => path + encodeSegment(names[at - 1]) + part);
}

function encodeSegment(name: string | number | undefined): string {
  const text = String(name);
  if (text === '' || text === '.' || text === '..') {
    throw new Failure('bad_query', `${JSON.stringify(text)} cannot be part of an address`);
  }
  // A lone half of a surrogate pair has no encoding; encodeURIComponent would throw.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}
