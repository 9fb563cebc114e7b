import type { QuestionRun } from '../../answering/index.ts';
import type { createVendorReader } from '../../vendor-http/index.ts';
import { ContentResponse, DeploymentsResponse, TreeResponse, WorkflowRunsResponse } from '../responses.schema.ts';

/** `owner/name`, as two path segments. */
export interface Repo {
  readonly owner: string;
  readonly name: string;
}

type Get = ReturnType<typeof createVendorReader>['get'];
type Below = (repo: Repo) => string;

/** What is in a repository's default branch, and the newest of what tells of deployments, however old: one page each. */
export function repositoryReads(get: Get, below: Below) {
  return {
    /** Paths of all files; a very large repository is cut by GitHub. */
    files: async (repo: Repo, run: QuestionRun) =>
      (await get(`${below(repo)}/git/trees/HEAD`, { recursive: 1 }, TreeResponse, run)).value.tree.items
        .filter(({ type }) => type === 'blob')
        .map(({ path }) => path),

    content: async (repo: Repo, path: string, run: QuestionRun) => {
      const segments = path.split('/').map(encodeURIComponent).join('/');
      const { value } = await get(`${below(repo)}/contents/${segments}`, {}, ContentResponse, run);
      return Buffer.from(value.content, 'base64').toString('utf8');
    },

    latestDeployments: async (repo: Repo, run: QuestionRun) =>
      (await get(`${below(repo)}/deployments`, { per_page: 100 }, DeploymentsResponse, run)).value.items,

    latestRuns: async (repo: Repo, run: QuestionRun) =>
      (await get(`${below(repo)}/actions/runs`, { per_page: 100 }, WorkflowRunsResponse, run)).value.workflow_runs
        .items,
  };
}
