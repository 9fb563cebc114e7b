import type { Reply, VendorRequest } from '../../http/request.ts';
import type { Route } from '../../http/route.ts';
import { json, listOf, notFound } from './answers.ts';
import type { RepositoryChange } from './history.ts';
import { type DeployedVersion, paged, type Repositories } from './repository.ts';
import { toDeployment, toRelease, toRun, toStatuses } from './resources.ts';
import { isWithin } from './search.ts';

/** Deployments with their statuses, releases, workflow runs. */
export function rolloutRoutes({ route, changesOf, deployed, now }: Repositories): Route[] {
  return [
    route('', [], (request) =>
      json({ full_name: `${request.params.owner}/${request.params.repo}`, private: true, default_branch: 'main' }),
    ),
    route('/deployments', [...paged, 'environment', 'ref', 'sha', 'task'], (request) =>
      listOf(
        request,
        deployed(request)
          .filter((change) => fitsDeployment(request, change))
          .map(toDeployment),
      ),
    ),
    route('/deployments/:id/statuses', paged, (request) => {
      const change = deployed(request).find((candidate) => String(toDeployment(candidate).id) === request.params.id);
      return change ? listOf(request, toStatuses(change, now())) : notFound();
    }),
    route('/releases', paged, (request) =>
      listOf(
        request,
        deployed(request)
          .filter((c): c is DeployedVersion & { version: string } => c.version !== null)
          .map(toRelease),
      ),
    ),
    route(
      '/actions/runs',
      [...paged, 'created', 'branch', 'event', 'status', 'actor', 'head_sha', 'exclude_pull_requests'],
      (request) => runs(request, changesOf(request)),
    ),
  ];
}

function runs(request: VendorRequest, changes: readonly RepositoryChange[]): Reply {
  const created = request.query.get('created');
  const found = changes.filter((change) => created === null || isWithin(change.mergedAt, created)).map(toRun);
  const page = listOf(request, found);
  return { ...page, body: { total_count: found.length, workflow_runs: page.body } };
}

function fitsDeployment(request: VendorRequest, change: DeployedVersion): boolean {
  const { query } = request;
  const sha = query.get('sha');
  return (
    [null, 'production'].includes(query.get('environment')) &&
    [null, 'deploy'].includes(query.get('task')) &&
    (sha === null || sha === change.sha)
  );
}
