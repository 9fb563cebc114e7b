import type { Reply, VendorRequest } from '../../http/request.ts';
import type { Refusals } from '../../http/vendor-server.ts';
import { SearchFault } from './search.ts';

export const json = (body: unknown, headers: Record<string, string> = {}): Reply => ({
  status: 200,
  body,
  headers: { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4990', ...headers },
});
export const problem = (status: number, message: string): Reply => ({
  status,
  body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
});
export const notFound = () => problem(404, 'Not Found');

export function guarded(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (fault) {
    if (fault instanceof SearchFault) return problem(422, `Validation Failed: ${fault.message}`);
    throw fault;
  }
}

export function listOf(request: VendorRequest, items: readonly unknown[]): Reply {
  const size = Math.min(100, Number(request.query.get('per_page') ?? 30));
  const page = Number(request.query.get('page') ?? 1);
  const hasNext = items.length > page * size;
  const next = new URLSearchParams(request.query);
  next.set('page', String(page + 1));
  // Clients must follow the link they are given; it names this very server.
  const link = `<http://${request.headers.host}${request.path}?${next}>; rel="next"`;
  return json(items.slice((page - 1) * size, page * size), hasNext ? { link } : {});
}

export const orNotFound = <T>(found: T | undefined, show: (found: T) => unknown): Reply =>
  found === undefined ? notFound() : json(show(found));

export const refusals = (token: string): Refusals => ({
  admit: (request) => {
    if (!request.headers['user-agent'])
      return {
        status: 403,
        body: 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.',
      };
    const authorization = request.headers.authorization;
    return authorization === `Bearer ${token}` || authorization === `token ${token}`
      ? null
      : problem(401, 'Bad credentials');
  },
  mismatch: (mismatch) =>
    mismatch.kind === 'query' ? problem(422, `Validation Failed: unknown parameter ${mismatch.name}`) : notFound(),
  tooMany: (seconds) => ({
    ...problem(403, 'You have exceeded a secondary rate limit.'),
    headers: { 'retry-after': String(seconds) },
  }),
  broken: () => problem(500, 'Server Error'),
});
