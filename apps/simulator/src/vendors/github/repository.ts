import type { Reply, VendorRequest } from '../../http/request.ts';
import type { Route } from '../../http/route.ts';
import type { World } from '../../telemetry/world.ts';
import { guarded, notFound } from './answers.ts';
import { type RepositoryChange, repositoryChanges } from './history.ts';

export type DeployedVersion = RepositoryChange & { deployedAt: number };

export const paged = ['per_page', 'page'];

/** One repository as the routes see it: what was merged and deployed there, newest first. */
export interface Repositories {
  changesOf(request: VendorRequest): RepositoryChange[];
  deployed(request: VendorRequest): DeployedVersion[];
  now(): number;
  /** A route under `/repos/:owner/:repo`; 404 for a repository that nobody has. */
  route(path: string, query: readonly string[], handle: (request: VendorRequest) => Reply): Route;
}

export function repositories(world: () => World): Repositories {
  const changesOf = (request: VendorRequest) => {
    const repo = `${request.params.owner}/${request.params.repo}`;
    return repositoryChanges(world())
      .filter((change) => change.repo === repo)
      .toReversed();
  };
  return {
    changesOf,
    now: () => world().now(),
    deployed: (request) =>
      changesOf(request).filter((c): c is DeployedVersion => c.deployedAt !== null && c.deployedAt <= world().now()),
    route: (path, query, handle) => ({
      method: 'GET',
      path: `/repos/:owner/:repo${path}`,
      query,
      handle: (request) => (changesOf(request).length === 0 ? notFound() : guarded(() => handle(request))),
    }),
  };
}
