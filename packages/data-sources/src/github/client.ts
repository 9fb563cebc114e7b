import { urlPath } from '@incidentfox/http-client';
import type { Asking, Reader } from '../execution/index.ts';
import { createReader } from './reader.ts';
import {
  Comparison,
  DeploymentStatusesResponse,
  DeploymentsResponse,
  PullRequestsResponse,
  RateLimitResponse,
  ReleasesResponse,
  RepositoriesResponse,
  WorkflowRunsResponse,
} from './responses.schema.ts';

/** `owner/name`, as two path segments. */
export interface Repo {
  readonly owner: string;
  readonly name: string;
}

const below = ({ owner, name }: Repo) => urlPath`/repos/${owner}/${name}`;
const repositoriesOf = (owner: string | undefined) =>
  owner === undefined ? '/user/repos' : urlPath`/orgs/${owner}/repos`;

/** GitHub's REST API as far as we use it, read only. `since` is epoch ms; every call throws a Failure. */
export type GithubClient = ReturnType<typeof connectGithub>;

export function connectGithub(...settings: Parameters<typeof createReader>) {
  const { get, pages } = createReader(...settings);
  return {
    rateLimit: async (reader: Reader) => (await get('/rate_limit', {}, RateLimitResponse, reader)).value.resources.core,

    deployments: (repo: Repo, since: number, environment: string | undefined, asking: Asking) =>
      pages(
        {
          what: 'deployments',
          path: `${below(repo)}/deployments`,
          query: { environment },
          schema: DeploymentsResponse,
          isOld: ({ created_at }) => Date.parse(created_at) < since,
        },
        asking,
      ),

    deploymentStatuses: async (repo: Repo, id: number, asking: Asking) =>
      (await get(`${below(repo)}/deployments/${id}/statuses`, { per_page: 30 }, DeploymentStatusesResponse, asking))
        .value.items,

    /** Sorted by update: a pull request merged since then is never behind one that was updated before. */
    closedPullRequests: (repo: Repo, since: number, asking: Asking) =>
      pages(
        {
          what: 'pull requests',
          path: `${below(repo)}/pulls`,
          query: { state: 'closed', sort: 'updated', direction: 'desc' },
          schema: PullRequestsResponse,
          isOld: ({ updated_at }) => Date.parse(updated_at) < since,
        },
        asking,
      ),

    releases: async (repo: Repo, asking: Asking) =>
      (await get(`${below(repo)}/releases`, { per_page: 30 }, ReleasesResponse, asking)).value.items,

    workflowRuns: async (repo: Repo, since: number, asking: Asking) => {
      const query = { created: `>=${new Date(since).toISOString().slice(0, 19)}Z`, per_page: 100 };
      const { value } = await get(`${below(repo)}/actions/runs`, query, WorkflowRunsResponse, asking);
      const { items } = value.workflow_runs;
      if (value.total_count > items.length)
        asking.warn(`only the newest ${items.length} of ${value.total_count} workflow runs were read`);
      return items;
    },

    compare: async (repo: Repo, base: string, head: string, asking: Asking) =>
      (await get(`${below(repo)}/compare/${urlPath`${base}...${head}`}`, {}, Comparison, asking)).value,

    repositories: (owner: string | undefined, asking: Asking) =>
      pages(
        {
          what: 'repositories',
          path: repositoriesOf(owner),
          query: { sort: 'pushed' },
          schema: RepositoriesResponse,
          isOld: () => false,
        },
        asking,
      ),

    /** One repository, to see whether repositories may be read. */
    glance: async (owner: string | undefined, reader: Reader) =>
      (await get(repositoriesOf(owner), { per_page: 1 }, RepositoriesResponse, reader)).value.items,
  };
}
