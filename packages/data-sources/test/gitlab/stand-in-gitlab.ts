import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { iso } from '../questions.ts';
import type { StandInRequest, StandInRoute } from '../stand-in.ts';

export const gitlabToken = 'glpat-0123456789abcdef';

type Wire = Record<string, unknown>;

/** One project, `acme/checkout`, and what was done in it. */
export interface ProjectContent {
  deployments?: Wire[];
  mergeRequests?: Wire[];
  releases?: Wire[];
  /** Commits of the default branch, newest first. */
  trunk?: Wire[];
  tags?: Wire[];
  /** Text by path. */
  files?: Record<string, string>;
  /** By `from...to`. */
  comparisons?: Record<string, Wire>;
  /** By commit. */
  commitDiffs?: Record<string, Wire[]>;
  /** By number. */
  mergeRequestDiffs?: Record<number, Wire[]>;
}

export const admitToGitlab = (headers: IncomingHttpHeaders): string | undefined =>
  headers['private-token'] === gitlabToken ? undefined : '401 Unauthorized';

const paged = {
  per_page: z
    .string()
    .regex(/^([1-9]\d?|100)$/)
    .optional(),
  page: z.string().regex(/^\d+$/).optional(),
};
const sorted = { order_by: z.literal('updated_at'), sort: z.enum(['asc', 'desc']), updated_after: z.iso.datetime() };

/** The read operations of GitLab's REST API, with pages of at most `pageSize`. */
export function gitlabRoutes(content: ProjectContent, pageSize = 100): StandInRoute[] {
  const page = (all: readonly Wire[], { query }: StandInRequest) => {
    const size = Math.min(pageSize, Number(query.per_page ?? 20));
    const at = Number(query.page ?? 1);
    return {
      body: all.slice((at - 1) * size, at * size),
      headers: { 'x-next-page': all.length > at * size ? String(at + 1) : '' },
    };
  };
  const route = (path: string, query: z.ZodRawShape, answer: StandInRoute['answer']): StandInRoute => ({
    method: 'GET',
    path: `/api/v4/projects/:project/${path}`,
    query: z.strictObject(query),
    answer: (request) =>
      request.params.project === 'acme/checkout'
        ? answer(request)
        : { status: 404, body: { message: '404 Project Not Found' } },
  });
  const deployed = ({ query }: StandInRequest) =>
    (content.deployments ?? [])
      .filter((one) => query.environment === undefined || (one.environment as Wire).name === query.environment)
      .filter((one) => Date.parse(String(one.updated_at)) > Date.parse(String(query.updated_after)));
  const project = { id: 7, path: 'checkout', path_with_namespace: 'acme/checkout' };
  const listing = {
    ...paged,
    simple: z.enum(['true', 'false']).optional(),
    archived: z.enum(['true', 'false']).optional(),
  };
  return [
    route(
      'deployments',
      { ...paged, ...sorted, environment: z.string().optional(), status: z.string().optional() },
      (request) => page(deployed(request), request),
    ),
    route('merge_requests', { ...paged, ...sorted, state: z.enum(['opened', 'closed', 'merged', 'all']) }, (request) =>
      page(content.mergeRequests ?? [], request),
    ),
    route(
      'releases',
      { ...paged, order_by: z.enum(['released_at', 'created_at']), sort: z.enum(['asc', 'desc']) },
      (request) => page(content.releases ?? [], request),
    ),
    route(
      'repository/commits',
      { ...paged, since: z.iso.datetime().optional(), path: z.string().optional(), ref_name: z.string().optional() },
      (request) => page(content.trunk ?? [], request),
    ),
    route(
      'repository/tags',
      { ...paged, order_by: z.enum(['name', 'updated', 'version']), sort: z.enum(['asc', 'desc']) },
      (request) => page(content.tags ?? [], request),
    ),
    {
      method: 'GET',
      path: '/api/v4/projects/:project',
      answer: ({ params }) => found(params.project === 'acme/checkout' ? { id: 7, default_branch: 'main' } : undefined),
    },
    route('repository/tree', { ...paged, recursive: z.enum(['true', 'false']).optional() }, (request) => {
      const files = Object.keys(content.files ?? {}).map((path) => ({ path, type: 'blob', mode: '100644' }));
      const folders = [...new Set(files.flatMap(({ path }) => (path.includes('/') ? (path.split('/')[0] ?? []) : [])))];
      const top = folders.map((path) => ({ path, type: 'tree', mode: '040000' }));
      return page(request.query.recursive === 'true' ? [...top, ...files] : top, request);
    }),
    route('repository/files/:path', { ref: z.literal('HEAD') }, ({ params }) => {
      const text = content.files?.[params.path ?? ''];
      return found(
        text === undefined ? undefined : { content: Buffer.from(text).toString('base64'), encoding: 'base64' },
      );
    }),
    route('repository/compare', { from: z.string(), to: z.string(), straight: z.string().optional() }, ({ query }) => {
      return found(content.comparisons?.[`${query.from}...${query.to}`]);
    }),
    route('repository/commits/:sha/diff', paged, ({ params }) => found(content.commitDiffs?.[params.sha ?? ''])),
    route('merge_requests/:iid/diffs', paged, ({ params }) => found(content.mergeRequestDiffs?.[Number(params.iid)])),
    { method: 'GET', path: '/api/v4/user', answer: () => ({ body: { id: 1, username: 'incidentfox' } }) },
    {
      method: 'GET',
      path: '/api/v4/projects',
      query: z.strictObject({ ...listing, membership: z.enum(['true', 'false']).optional() }),
      answer: () => ({ body: [project] }),
    },
    {
      method: 'GET',
      path: '/api/v4/groups/:group/projects',
      query: z.strictObject({ ...listing, include_subgroups: z.enum(['true', 'false']).optional() }),
      answer: () => ({ body: [project] }),
    },
  ];
}

const found = (body: unknown) => (body === undefined ? { status: 404, body: { message: '404 Not Found' } } : { body });

/** A file of a comparison, a commit or a merge request. */
export const aFile = (path: string, diff: string, more: Wire = {}): Wire => ({
  old_path: path,
  new_path: path,
  new_file: false,
  deleted_file: false,
  renamed_file: false,
  diff,
  ...more,
});

export const sha = (letter: string): string => letter.repeat(40);

export function aDeployment(id: number, minutes: number, more: Wire = {}): Wire {
  return {
    id,
    iid: id,
    ref: 'main',
    sha: sha('a'),
    status: 'success',
    created_at: iso(minutes),
    updated_at: iso(minutes + 2),
    user: { username: 'ada' },
    environment: { id: 1, name: 'production' },
    deployable: {
      finished_at: iso(minutes + 1),
      tag: false,
      commit: { title: 'Raise the pool' },
      pipeline: { web_url: `https://gitlab.com/acme/checkout/-/pipelines/${id}` },
    },
    ...more,
  };
}

export function aMergeRequest(iid: number, minutes: number, more: Wire = {}): Wire {
  return {
    iid,
    title: 'Raise the pool',
    state: 'merged',
    merged_at: iso(minutes),
    merge_commit_sha: sha('d'),
    sha: sha('e'),
    web_url: `https://gitlab.com/acme/checkout/-/merge_requests/${iid}`,
    author: { username: 'noor' },
    merge_user: { username: 'ada' },
    ...more,
  };
}
