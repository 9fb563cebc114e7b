import type { Reply, VendorRequest } from '../../http/request.ts';
import type { Route } from '../../http/route.ts';
import type { Refusals, Vendor } from '../../http/vendor-server.ts';
import type { World } from '../../telemetry/world.ts';
import { type RepositoryChange, repositoryChanges } from './history.ts';
import { toCommit, toComparison, toDeployment, toFiles, toFoundPull, toPull, toRelease, toRun, toStatuses } from './resources.ts';
import { isWithin, SearchFault, searchMergedPulls } from './search.ts';

type Deployed = RepositoryChange & { deployedAt: number };

/** GitHub's REST API over the repositories of the shop, read-only. */
export function github(world: () => World, token: string): Vendor {
  const changesOf = (request: VendorRequest) => {
    const repo = `${request.params.owner}/${request.params.repo}`;
    return repositoryChanges(world())
      .filter((change) => change.repo === repo)
      .toReversed();
  };
  const deployed = (request: VendorRequest) => changesOf(request).filter((c): c is Deployed => c.deployedAt !== null && c.deployedAt <= world().now());
  const repo = '/repos/:owner/:repo';
  const paged = ['per_page', 'page'];
  /** 404 for a repository that nobody has. */
  const route = (path: string, query: readonly string[], handle: (request: VendorRequest) => Reply): Route => ({
    method: 'GET',
    path: `${repo}${path}`,
    query,
    handle: (request) => (changesOf(request).length === 0 ? notFound() : guarded(() => handle(request))),
  });
  return {
    name: 'github',
    refusals: refusals(token),
    routes: [
      { method: 'GET', path: '/rate_limit', handle: () => json({ resources: { core: { limit: 5000, remaining: 4990, reset: 0, used: 10 } }, rate: { limit: 5000, remaining: 4990, reset: 0, used: 10 } }) },
      { method: 'GET', path: '/user', handle: () => json({ login: 'incidentfox-bot', id: 1, type: 'Bot' }) },
      { method: 'GET', path: '/search/issues', query: [...paged, 'q', 'sort', 'order', 'advanced_search'], handle: (request) => guarded(() => search(request, repositoryChanges(world()))) },
      route('', [], (request) => json({ full_name: `${request.params.owner}/${request.params.repo}`, private: true, default_branch: 'main' })),
      route('/deployments', [...paged, 'environment', 'ref', 'sha', 'task'], (request) => listOf(request, deployed(request).filter((change) => fitsDeployment(request, change)).map(toDeployment))),
      route('/deployments/:id/statuses', paged, (request) => {
        const change = deployed(request).find((candidate) => String(toDeployment(candidate).id) === request.params.id);
        return change ? listOf(request, toStatuses(change, world().now())) : notFound();
      }),
      route('/releases', paged, (request) => listOf(request, deployed(request).filter((c): c is Deployed & { version: string } => c.version !== null).map(toRelease))),
      route('/pulls', [...paged, 'state', 'sort', 'direction', 'base', 'head'], (request) => listOf(request, request.query.get('state') === 'open' ? [] : changesOf(request).map(toPull))),
      route('/pulls/:number', [], (request) => orNotFound(pullOf(request, changesOf(request)), toPull)),
      route('/pulls/:number/files', paged, (request) => orNotFound(pullOf(request, changesOf(request)), toFiles)),
      route('/actions/runs', [...paged, 'created', 'branch', 'event', 'status', 'actor', 'head_sha', 'exclude_pull_requests'], (request) => runs(request, changesOf(request))),
      route('/commits', [...paged, 'since', 'until', 'sha', 'path', 'author'], (request) => listOf(request, changesOf(request).filter((c) => fitsCommit(request, c)).map(toCommit))),
      route('/commits/:sha', paged, (request) => orNotFound(changesOf(request).find((c) => c.sha === request.params.sha), (c) => ({ ...toCommit(c), files: toFiles(c) }))),
      route('/commits/:sha/pulls', paged, (request) => listOf(request, changesOf(request).filter((c) => c.sha === request.params.sha).map(toPull))),
      route('/compare/:basehead', paged, (request) => compare(request, changesOf(request))),
    ],
  };
}

const json = (body: unknown, headers: Record<string, string> = {}): Reply => ({ status: 200, body, headers: { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4990', ...headers } });
const problem = (status: number, message: string): Reply => ({ status, body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) } });
const notFound = () => problem(404, 'Not Found');

function guarded(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (fault) {
    if (fault instanceof SearchFault) return problem(422, `Validation Failed: ${fault.message}`);
    throw fault;
  }
}

function listOf(request: VendorRequest, items: readonly unknown[]): Reply {
  const size = Math.min(100, Number(request.query.get('per_page') ?? 30));
  const page = Number(request.query.get('page') ?? 1);
  const hasNext = items.length > page * size;
  const next = new URLSearchParams(request.query);
  next.set('page', String(page + 1));
  // Clients must follow the link they are given; it names this very server.
  const link = `<http://${request.headers.host}${request.path}?${next}>; rel="next"`;
  return json(items.slice((page - 1) * size, page * size), hasNext ? { link } : {});
}

const orNotFound = <T>(found: T | undefined, show: (found: T) => unknown): Reply => (found === undefined ? notFound() : json(show(found)));

function pullOf(request: VendorRequest, changes: readonly RepositoryChange[]) {
  return changes.find((change) => String(change.number) === request.params.number);
}

function search(request: VendorRequest, changes: readonly RepositoryChange[]): Reply {
  const found = searchMergedPulls(request.query.get('q') ?? '', changes).map(toFoundPull);
  const page = listOf(request, found);
  return { ...page, body: { total_count: found.length, incomplete_results: false, items: page.body } };
}

function runs(request: VendorRequest, changes: readonly RepositoryChange[]): Reply {
  const created = request.query.get('created');
  const found = changes.filter((change) => created === null || isWithin(change.mergedAt, created)).map(toRun);
  const page = listOf(request, found);
  return { ...page, body: { total_count: found.length, workflow_runs: page.body } };
}

function compare(request: VendorRequest, changes: readonly RepositoryChange[]): Reply {
  const [base = '', head = ''] = (request.params.basehead ?? '').split('...');
  const oldestFirst = changes.toReversed();
  const indexOf = (ref: string) => oldestFirst.findLastIndex((change) => change.sha === ref || change.version === ref);
  const to = indexOf(head);
  const from = indexOf(base);
  if (to < 0 || (from < 0 && oldestFirst[0]?.previousSha !== base)) return notFound();
  return json(toComparison(oldestFirst.slice(from + 1, to + 1), base));
}

function fitsDeployment(request: VendorRequest, change: Deployed): boolean {
  const { query } = request;
  const sha = query.get('sha');
  return [null, 'production'].includes(query.get('environment')) && [null, 'deploy'].includes(query.get('task')) && (sha === null || sha === change.sha);
}

function fitsCommit(request: VendorRequest, change: RepositoryChange): boolean {
  const since = request.query.get('since');
  const until = request.query.get('until');
  return (since === null || change.mergedAt >= Date.parse(since)) && (until === null || change.mergedAt <= Date.parse(until));
}

const refusals = (token: string): Refusals => ({
  admit: (request) => {
    if (!request.headers['user-agent']) return { status: 403, body: 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.' };
    const given = request.headers.authorization;
    return given === `Bearer ${token}` || given === `token ${token}` ? null : problem(401, 'Bad credentials');
  },
  mismatch: (mismatch) => (mismatch.kind === 'query' ? problem(422, `Validation Failed: unknown parameter ${mismatch.name}`) : notFound()),
  tooMany: (seconds) => ({ ...problem(403, 'You have exceeded a secondary rate limit.'), headers: { 'retry-after': String(seconds) } }),
  broken: () => problem(500, 'Server Error'),
});
