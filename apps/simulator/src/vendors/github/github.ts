import type { Reply, VendorRequest } from '../../http/request.ts';
import type { Route } from '../../http/route.ts';
import type { Vendor } from '../../http/vendor-server.ts';
import { shop } from '../../shop/shop.ts';
import type { World } from '../../telemetry/world.ts';
import { guarded, json, listOf, refusals } from './answers.ts';
import { codeRoutes } from './code-routes.ts';
import { type RepositoryChange, repositoryChanges } from './history.ts';
import { paged, repositories } from './repository.ts';
import { toFoundPull } from './resources.ts';
import { rolloutRoutes } from './rollout-routes.ts';
import { searchMergedPulls } from './search.ts';

/** GitHub's REST API over the repositories of the shop, read-only. */
export function github(world: () => World, token: string): Vendor {
  const known = repositories(world);
  return {
    name: 'github',
    refusals: refusals(token),
    routes: [...accountRoutes(world), ...rolloutRoutes(known), ...codeRoutes(known)],
  };
}

/** What the token may see. */
const shopRepositories = [...new Set(shop.map(({ repo }) => repo))].map((full_name, at) => ({
  id: at + 1,
  name: full_name.slice(full_name.indexOf('/') + 1),
  full_name,
  private: true,
  archived: false,
  default_branch: 'main',
}));

const rate = { limit: 5000, remaining: 4990, reset: 0, used: 10 };

function accountRoutes(world: () => World): Route[] {
  return [
    { method: 'GET', path: '/rate_limit', handle: () => json({ resources: { core: rate }, rate }) },
    { method: 'GET', path: '/user/repos', query: paged, handle: (request) => listOf(request, shopRepositories) },
    { method: 'GET', path: '/user', handle: () => json({ login: 'incidentfox-bot', id: 1, type: 'Bot' }) },
    {
      method: 'GET',
      path: '/search/issues',
      query: [...paged, 'q', 'sort', 'order', 'advanced_search'],
      handle: (request) => guarded(() => search(request, repositoryChanges(world()))),
    },
  ];
}

function search(request: VendorRequest, changes: readonly RepositoryChange[]): Reply {
  const found = searchMergedPulls(request.query.get('q') ?? '', changes).map(toFoundPull);
  const page = listOf(request, found);
  return { ...page, body: { total_count: found.length, incomplete_results: false, items: page.body } };
}
