import { Failure } from '@incidentfox/failures';
import { urlPath } from '@incidentfox/http-client';
import type { QuestionRun } from '../answering/index.ts';
import type { Requester, VendorAccess } from '../vendor-http/index.ts';
import { createReader } from './connection/create-reader.ts';
import { type Repo, repositoryReads } from './repository/repository-reads.ts';
import {
  ChangedFilesResponse,
  CommitResponse,
  CommitsResponse,
  Comparison,
  DeploymentStatusesResponse,
  DeploymentsResponse,
  InstallationRepositoriesResponse,
  OneRepository,
  PullRequestsResponse,
  RateLimitResponse,
  ReleasesResponse,
  RepositoriesResponse,
  TagsResponse,
  WorkflowRunsResponse,
} from './responses.schema.ts';
import type { GithubSettings } from './settings.ts';

export type { Repo } from './repository/repository-reads.ts';

/** `since` is epoch ms. */
interface CommitRange {
  readonly since: number;
  readonly path?: string | undefined;
  readonly branch?: string | undefined;
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

export function connectGithub(settings: GithubSettings, name: string, access: VendorAccess) {
  const { get, pages } = createReader(settings, name, access);
  return {
    rateLimit: async (reader: Requester) =>
      (await get('/rate_limit', {}, RateLimitResponse, reader)).value.resources.core,

    deployments: (repo: Repo, since: number, environment: string | undefined, run: QuestionRun) =>
      pages(
        {
          what: 'deployments',
          path: `${below(repo)}/deployments`,
          query: { environment },
          schema: DeploymentsResponse,
          isOld: ({ created_at }) => Date.parse(created_at) < since,
        },
        run,
      ),

    deploymentStatuses: async (repo: Repo, id: number, run: QuestionRun) =>
      (await get(`${below(repo)}/deployments/${id}/statuses`, { per_page: 30 }, DeploymentStatusesResponse, run)).value
        .items,

    /** Sorted by update: a pull request merged since then is never behind one that was updated before. */
    closedPullRequests: (repo: Repo, since: number, run: QuestionRun) =>
      pages(
        {
          what: 'pull requests',
          path: `${below(repo)}/pulls`,
          query: { state: 'closed', sort: 'updated', direction: 'desc' },
          schema: PullRequestsResponse,
          isOld: ({ updated_at }) => Date.parse(updated_at) < since,
        },
        run,
      ),

    releases: async (repo: Repo, run: QuestionRun) =>
      (await get(`${below(repo)}/releases`, { per_page: 30 }, ReleasesResponse, run)).value.items,

    workflowRuns: async (repo: Repo, since: number, run: QuestionRun) => {
      const query = { created: `>=${new Date(since).toISOString().slice(0, 19)}Z`, per_page: 100 };
      const { value } = await get(`${below(repo)}/actions/runs`, query, WorkflowRunsResponse, run);
      const { items } = value.workflow_runs;
      if (value.total_count > items.length)
        run.warn(`only the newest ${items.length} of ${value.total_count} workflow runs were read`);
      return items;
    },

    compare: async (repo: Repo, base: string, head: string, run: QuestionRun) =>
      (await get(`${below(repo)}/compare/${urlPath`${base}...${head}`}`, {}, Comparison, run)).value,

    commit: async (repo: Repo, sha: string, run: QuestionRun) =>
      (await get(`${below(repo)}/commits/${urlPath`${sha}`}`, {}, CommitResponse, run)).value,

    /** Of the default branch, newest first; with `path` only those that touched it. */
    commits: async (repo: Repo, { since, path, branch }: CommitRange, run: QuestionRun) =>
      (
        await get(
          `${below(repo)}/commits`,
          { since: new Date(since).toISOString(), path, sha: branch, per_page: 100 },
          CommitsResponse,
          run,
        )
      ).value.items,

    tags: async (repo: Repo, run: QuestionRun) =>
      (await get(`${below(repo)}/tags`, { per_page: 100 }, TagsResponse, run)).value.items,

    defaultBranch: async (repo: Repo, run: QuestionRun) =>
      (await get(below(repo), {}, OneRepository, run)).value.default_branch,

    /** One page is all that a patch has room for. */
    pullRequestFiles: async (repo: Repo, number: number, run: QuestionRun) =>
      (await get(`${below(repo)}/pulls/${number}/files`, { per_page: 100 }, ChangedFilesResponse, run)).value.items,

    ...repositoryReads(get, below),

    repositories: (owner: string | undefined, run: QuestionRun) =>
      firstThere(repositoriesOf(owner), (list) => pages({ ...list, what: 'repositories', query: {} }, run)),

    /** One repository, to see whether repositories may be read. */
    probe: (owner: string | undefined, reader: Requester) =>
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
