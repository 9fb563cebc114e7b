import type { Reply, VendorRequest } from '../../http/request.ts';
import type { Route } from '../../http/route.ts';
import { json, listOf, notFound, orNotFound } from './answers.ts';
import type { RepositoryChange } from './history.ts';
import { paged, type Repositories } from './repository.ts';
import { toCommit, toComparison, toFiles, toPull } from './resources.ts';

/** Pull requests, commits, comparisons. */
export function codeRoutes({ route, changesOf }: Repositories): Route[] {
  return [
    route('/pulls', [...paged, 'state', 'sort', 'direction', 'base', 'head'], (request) =>
      listOf(request, request.query.get('state') === 'open' ? [] : changesOf(request).map(toPull)),
    ),
    route('/pulls/:number', [], (request) => orNotFound(pullOf(request, changesOf(request)), toPull)),
    route('/pulls/:number/files', paged, (request) => orNotFound(pullOf(request, changesOf(request)), toFiles)),
    route('/commits', [...paged, 'since', 'until', 'sha', 'path', 'author'], (request) =>
      listOf(
        request,
        changesOf(request)
          .filter((c) => fitsCommit(request, c))
          .map(toCommit),
      ),
    ),
    route('/commits/:sha', paged, (request) =>
      orNotFound(
        changesOf(request).find((c) => c.sha === request.params.sha),
        (c) => ({ ...toCommit(c), files: toFiles(c) }),
      ),
    ),
    route('/commits/:sha/pulls', paged, (request) =>
      listOf(
        request,
        changesOf(request)
          .filter((c) => c.sha === request.params.sha)
          .map(toPull),
      ),
    ),
    route('/compare/:basehead', paged, (request) => compare(request, changesOf(request))),
  ];
}

function pullOf(request: VendorRequest, changes: readonly RepositoryChange[]) {
  return changes.find((change) => String(change.number) === request.params.number);
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

function fitsCommit(request: VendorRequest, change: RepositoryChange): boolean {
  const since = request.query.get('since');
  const until = request.query.get('until');
  return (
    (since === null || change.mergedAt >= Date.parse(since)) && (until === null || change.mergedAt <= Date.parse(until))
  );
}
