import { urlPath } from '@incidentfox/http-client';
import type { QuestionRun } from '../answering/index.ts';
import { belowPath } from '../vendor-http/addresses.ts';
import { createListReader, createVendorReader, type Requester, type VendorAccess } from '../vendor-http/index.ts';
import { below, branchReads, fileReads, newestFirst } from './repository/project-reads.ts';
import {
  ChangedFilesResponse,
  DeploymentsResponse,
  GitlabComparison,
  MergeRequestsResponse,
  ProjectsResponse,
  ReleasesResponse,
  UserResponse,
} from './responses.schema.ts';
import type { GitlabSettings } from './settings.ts';

/** GitLab's REST API as far as we use it, read only. `project` is a path (`group/project`) or a number; `since` is epoch ms. */
export type GitlabClient = ReturnType<typeof connectGitlab>;

export function connectGitlab(settings: GitlabSettings, name: string, access: VendorAccess) {
  const { get } = createVendorReader(
    {
      name,
      followRenames: true,
      url: belowPath(settings.url, '/api/v4'),
      settings,
      headers: (): Record<string, string> =>
        settings.token === undefined ? {} : { 'private-token': settings.token.reveal() },
    },
    access,
  );
  const pages = createListReader(
    { get },
    { parameter: 'page', size: { per_page: 100 }, next: (headers) => headers.get('x-next-page') || undefined },
  );

  return {
    user: async (reader: Requester) => (await get('/user', {}, UserResponse, reader)).value,

    deployments(project: string, since: number, environment: string | undefined, run: QuestionRun) {
      const query = { ...newestFirst(since), environment };
      return pages(
        { what: 'deployments', path: `${below(project)}/deployments`, query, schema: DeploymentsResponse },
        run,
      );
    },

    mergeRequests(project: string, since: number, run: QuestionRun) {
      const query = { ...newestFirst(since), state: 'merged' };
      return pages(
        { what: 'merge requests', path: `${below(project)}/merge_requests`, query, schema: MergeRequestsResponse },
        run,
      );
    },

    async releases(project: string, run: QuestionRun) {
      const query = { order_by: 'released_at', sort: 'desc', per_page: 30 };
      return (await get(`${below(project)}/releases`, query, ReleasesResponse, run)).value.items;
    },

    ...branchReads(get),
    ...fileReads({ get, pages }),

    compare: async (project: string, from: string, to: string, run: QuestionRun) =>
      (await get(`${below(project)}/repository/compare`, { from, to }, GitlabComparison, run)).value,

    /** One page is all that a patch has room for. */
    commitDiff: async (project: string, sha: string, run: QuestionRun) =>
      (
        await get(
          `${below(project)}/repository/commits/${urlPath`${sha}`}/diff`,
          { per_page: 100 },
          ChangedFilesResponse,
          run,
        )
      ).value.items,

    mergeRequestDiffs: async (project: string, iid: number, run: QuestionRun) =>
      (await get(`${below(project)}/merge_requests/${iid}/diffs`, { per_page: 100 }, ChangedFilesResponse, run)).value
        .items,

    projects: (group: string | undefined, run: QuestionRun) =>
      pages({ what: 'projects', ...projectsOf(group), schema: ProjectsResponse }, run),

    /** One project, to see whether projects may be read. */
    async probe(group: string | undefined, reader: Requester) {
      const { path, query } = projectsOf(group);
      return (await get(path, { ...query, per_page: 1 }, ProjectsResponse, reader)).value.items;
    },
  };
}

const projectsOf = (group: string | undefined) =>
  group === undefined
    ? { path: '/projects', query: { membership: true, archived: false, simple: true } }
    : { path: urlPath`/groups/${group}/projects`, query: { include_subgroups: true, archived: false, simple: true } };
