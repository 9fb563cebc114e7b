import { urlPath } from '@incidentfox/http-client';
import type { QuestionRun } from '../../answering/index.ts';
import type { createListReader, createVendorReader } from '../../vendor-http/index.ts';
import {
  CommitsResponse,
  DeploymentsResponse,
  FileResponse,
  OneProject,
  TagsResponse,
  TreeResponse,
} from '../responses.schema.ts';

type Get = ReturnType<typeof createVendorReader>['get'];

/** What is on the project's branches. */
export function branchReads(get: Get) {
  return {
    /** Of a branch, by default the default branch, newest first; with `path` only those that touched it. `since` is epoch ms. */
    commits: async (
      project: string,
      { since, path, branch }: { since: number; path?: string | undefined; branch?: string | undefined },
      run: QuestionRun,
    ) =>
      (
        await get(
          `${below(project)}/repository/commits`,
          { since: new Date(since).toISOString(), path, ref_name: branch, per_page: 100 },
          CommitsResponse,
          run,
        )
      ).value.items,

    tags: async (project: string, run: QuestionRun) =>
      (
        await get(
          `${below(project)}/repository/tags`,
          { order_by: 'updated', sort: 'desc', per_page: 50 },
          TagsResponse,
          run,
        )
      ).value.items,

    /** However old. */
    latestDeployments: async (project: string, run: QuestionRun) =>
      (await get(`${below(project)}/deployments`, { ...newestFirst(0), per_page: 100 }, DeploymentsResponse, run)).value
        .items,

    defaultBranch: async (project: string, run: QuestionRun) =>
      (await get(below(project), {}, OneProject, run)).value.default_branch,
  };
}

/** What is in the default branch. */
export function fileReads({ get, pages }: { get: Get; pages: ReturnType<typeof createListReader> }) {
  return {
    /** Names in the top folder: one page. */
    topFolders: async (project: string, run: QuestionRun) =>
      (await get(`${below(project)}/repository/tree`, { per_page: 100 }, TreeResponse, run)).value.items
        .filter(({ type }) => type === 'tree')
        .map(({ path }) => path),

    /** Paths of all files, as far as the cap on pages goes. */
    files: async (project: string, run: QuestionRun) =>
      (
        await pages(
          {
            what: 'files',
            path: `${below(project)}/repository/tree`,
            query: { recursive: true },
            schema: TreeResponse,
          },
          run,
        )
      )
        .filter(({ type }) => type === 'blob')
        .map(({ path }) => path),

    content: async (project: string, path: string, run: QuestionRun) => {
      const file = urlPath`/repository/files/${path}`;
      const { value } = await get(`${below(project)}${file}`, { ref: 'HEAD' }, FileResponse, run);
      return Buffer.from(value.content, 'base64').toString('utf8');
    },
  };
}

export const below = (project: string) => urlPath`/projects/${project}`;

/** Lists of this API begin with the oldest unless they are asked otherwise. */
export const newestFirst = (since: number) => ({
  order_by: 'updated_at',
  sort: 'desc',
  updated_after: new Date(since).toISOString(),
});
