import { randomUUID } from 'node:crypto';
import type { Reply, VendorRequest } from '../../http/request.ts';
import type { Refusals } from '../../http/vendor-server.ts';

/** incident.io's one shape for every error. */
export function problem(status: number, type: string, message: string, field?: string): Reply {
  return {
    status,
    body: {
      type,
      status,
      request_id: randomUUID(),
      errors: [{ code: type, message, ...(field === undefined ? {} : { source: { field } }) }],
    },
  };
}

export const notFound = (what: string) => problem(404, 'not_found', `${what} could not be found`);
export const invalid = (field: string, message: string) => problem(422, 'validation_error', message, field);

/** One page of a list, in incident.io's cursor style: `after` names the last id of the page before. */
export function pageOf(
  request: VendorRequest,
  items: readonly { readonly id: string }[],
  how: { name: string; max: number; required?: boolean },
): Reply {
  const pageSize = request.query.get('page_size');
  const size = Number(pageSize ?? 25);
  if (pageSize === null && how.required) return invalid('page_size', 'page_size is required');
  if (!Number.isInteger(size) || size < 1 || size > how.max)
    return invalid('page_size', `page_size must be between 1 and ${how.max}`);
  const after = request.query.get('after');
  const start = after === null ? 0 : items.findIndex((item) => item.id === after) + 1;
  const page = items.slice(start, start + size);
  const last = page[page.length - 1];
  const hasMore = start + size < items.length && last !== undefined;
  return {
    status: 200,
    body: {
      [how.name]: page,
      pagination_meta: { page_size: size, total_record_count: items.length, ...(hasMore ? { after: last.id } : {}) },
    },
  };
}

export const refusals = (apiKey: string): Refusals => ({
  admit: (request) =>
    request.headers.authorization === `Bearer ${apiKey}`
      ? null
      : problem(401, 'authentication_error', 'No valid authorization credentials were provided'),
  mismatch: (mismatch) => {
    if (mismatch.kind === 'query')
      return invalid(mismatch.name, `${mismatch.name} is not a parameter of this endpoint`);
    return mismatch.kind === 'method'
      ? problem(405, 'method_not_allowed', 'Method not allowed')
      : notFound('The requested resource');
  },
  tooMany: (seconds) => ({
    ...problem(429, 'too_many_requests', 'Rate limit exceeded'),
    headers: { 'retry-after': String(seconds), 'x-ratelimit-limit': '1200', 'x-ratelimit-remaining': '0' },
  }),
  broken: () => problem(500, 'api_error', 'An unexpected error happened'),
});
