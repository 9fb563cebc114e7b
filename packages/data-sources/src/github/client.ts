import { Failure } from '@incidentfox/failures';
import { urlPath } from '@incidentfox/http-client';
import type { Asking, Reader } from '../execution/index.ts';
import { createReader } from './reader.ts';
import {
  Comparison,
  DeploymentStatusesResponse,
  DeploymentsResponse,
  InstallationRepositoriesResponse,
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
/** Where repositories are listed: of an organisation or a person, else those the token may see. */
const repositoriesOf = (owner: string | undefined) =>
  owner === undefined
    ? [
        { path: '/user/repos', schema: RepositoriesResponse },
        { path: '/installation/repositories', schema: InstallationRepositoriesResponse },
      ]
    : [
        { path: urlPath`/orgs/${owner}/repos`, schema: RepositoriesResponse },
        { path: urlPath`/users/${owner}/repos`, schema: RepositoriesResponse },
      ];

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
      firstThere(repositoriesOf(owner), (list) => pages({ ...list, what: 'repositories', query: {} }, asking)),

    /** One repository, to see whether repositories may be read. */
    glance: (owner: string | undefined, reader: Reader) =>
      firstThere(
        repositoriesOf(owner),
        async ({ path, schema }) => (await get(path, { per_page: 1 }, schema, reader)).value.items,
      ),
  };
}

/** The second place is asked when the first does not exist or is closed for this kind of token. */
async function firstThere<T, R>(places: readonly T[], read: (place: T) => Promise<R>): Promise<R> {
  const [first, ...others] = places;
  if (first === undefined) throw new Failure('not_found', 'there is nowhere to look');
  try {
    return await read(first);
  } catch (thrown) {
    const isElsewhere = thrown instanceof Failure && (thrown.kind === 'not_found' || thrown.kind === 'forbidden');
    if (!isElsewhere || others.length === 0) throw thrown;
    return firstThere(others, read);
  }
}
