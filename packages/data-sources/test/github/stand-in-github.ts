import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { iso } from '../questions.ts';
import { type StandIn, type StandInRequest, type StandInRoute, startStandIn } from '../stand-in.ts';

export const githubToken = 'github_pat_0123456789';

type Wire = Record<string, unknown>;

/** One repository, `acme/checkout`, and what was done in it. */
export interface RepositoryContent {
  deployments?: Wire[];
  /** By deployment id. */
  statuses?: Record<number, Wire[]>;
  pulls?: Wire[];
  releases?: Wire[];
  runs?: Wire[];
  /** Commits of the default branch, newest first, each with the `files` it touched. */
  trunk?: Wire[];
  tags?: Wire[];
  /** Text by path. */
  files?: Record<string, string>;
  /** By `base...head`. */
  comparisons?: Record<string, Wire>;
  /** By commit. */
  commits?: Record<string, Wire>;
  /** By number. */
  pullFiles?: Record<number, Wire[]>;
  /** The parts of the address after the repository that answer 403: the token lacks a permission. */
  forbidden?: string[];
}

const paged = {
  per_page: z
    .string()
    .regex(/^([1-9]\d?|100)$/)
    .optional(),
  page: z.string().regex(/^\d+$/).optional(),
};

export function startGithub(content: RepositoryContent, pageSize = 100): Promise<StandIn> {
  return startStandIn(githubRoutes(content, pageSize), admitToGithub);
}

export function admitToGithub(headers: IncomingHttpHeaders): string | undefined {
  if (headers.authorization !== `Bearer ${githubToken}`) return 'Bad credentials';
  const isComplete =
    headers['user-agent'] &&
    headers['x-github-api-version'] === '2022-11-28' &&
    headers.accept === 'application/vnd.github+json';
  return isComplete ? undefined : 'Request forbidden by administrative rules';
}

/** The read operations of GitHub's REST API, with pages of at most `pageSize`. */
export function githubRoutes(content: RepositoryContent, pageSize = 100): StandInRoute[] {
  const paginate = (all: readonly Wire[], { query, headers }: StandInRequest, path: string) => {
    const size = Math.min(pageSize, Number(query.per_page ?? 30));
    const page = Number(query.page ?? 1);
    const next = `<http://${headers.host}${path}?${new URLSearchParams({ ...query, page: String(page + 1) } as Record<string, string>)}>; rel="next"`;
    return { body: all.slice((page - 1) * size, page * size), headers: all.length > page * size ? { link: next } : {} };
  };
  const route = (path: string, query: z.ZodRawShape, answer: StandInRoute['answer']): StandInRoute => ({
    method: 'GET',
    path: `/repos/:owner/:repo/${path}`,
    query: z.strictObject(query),
    answer: (request) => {
      if (`${request.params.owner}/${request.params.repo}` !== 'acme/checkout')
        return { status: 404, body: { message: 'Not Found' } };
      if (content.forbidden?.includes(path))
        return { status: 403, body: { message: 'Resource not accessible by personal access token' } };
      return answer(request);
    },
  });
  return [
    route('deployments', { ...paged, environment: z.string().optional() }, (request) =>
      paginate(
        (content.deployments ?? []).filter((one) => (request.query.environment ?? one.environment) === one.environment),
        request,
        '/repos/acme/checkout/deployments',
      ),
    ),
    route('deployments/:id/statuses', paged, (request) => ({
      body: content.statuses?.[Number(request.params.id)] ?? [],
    })),
    route(
      'pulls',
      {
        ...paged,
        state: z.enum(['open', 'closed', 'all']),
        sort: z.enum(['created', 'updated']),
        direction: z.enum(['asc', 'desc']),
      },
      (request) => paginate(content.pulls ?? [], request, '/repos/acme/checkout/pulls'),
    ),
    route('releases', paged, (request) => paginate(content.releases ?? [], request, '/repos/acme/checkout/releases')),
    route(
      'actions/runs',
      {
        ...paged,
        created: z
          .string()
          .regex(/^>=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
          .optional(),
      },
      () => ({
        body: { total_count: (content.runs ?? []).length, workflow_runs: content.runs ?? [] },
      }),
    ),
    route(
      'commits',
      {
        ...paged,
        since: z.iso.datetime().optional(),
        until: z.iso.datetime().optional(),
        path: z.string().optional(),
        sha: z.string().optional(),
      },
      (request) =>
        paginate(
          (content.trunk ?? [])
            .filter(({ files }) => isBelow(files as string[] | undefined, request.query.path))
            .map(({ files: _files, ...one }) => one),
          request,
          '/repos/acme/checkout/commits',
        ),
    ),
    route('tags', paged, (request) => paginate(content.tags ?? [], request, '/repos/acme/checkout/tags')),
    route('git/trees/HEAD', { recursive: z.literal('1') }, () => ({
      body: {
        tree: Object.keys(content.files ?? {}).map((path) => ({ path, type: 'blob', mode: '100644' })),
        truncated: false,
      },
    })),
    ...Object.entries(content.files ?? {}).map(([path, text]) =>
      route(`contents/${path}`, {}, () => ({ body: { path, content: Buffer.from(text).toString('base64') } })),
    ),
    {
      method: 'GET',
      path: '/repos/:owner/:repo',
      answer: ({ params }) =>
        params.repo === 'checkout'
          ? { body: { full_name: 'acme/checkout', default_branch: 'main' } }
          : found(undefined),
    },
    route('compare/:basehead', paged, ({ params }) => found(content.comparisons?.[params.basehead ?? ''])),
    route('commits/:sha', paged, ({ params }) => found(content.commits?.[params.sha ?? ''])),
    route('pulls/:number/files', paged, ({ params }) => found(content.pullFiles?.[Number(params.number)])),
    {
      method: 'GET',
      path: '/rate_limit',
      answer: () => ({ body: { resources: { core: { limit: 5000, remaining: 4987, reset: 0 } } } }),
    },
    {
      method: 'GET',
      path: '/orgs/:owner/repos',
      query: z.strictObject(paged),
      answer: () => ({ status: 404, body: { message: 'Not Found' } }),
    },
    {
      method: 'GET',
      path: '/users/:owner/repos',
      query: z.strictObject(paged),
      answer: () => ({
        body: [
          { full_name: 'acme/checkout', name: 'checkout', archived: false },
          { full_name: 'acme/attic', name: 'attic', archived: true },
        ],
      }),
    },
  ];
}

const isBelow = (files: string[] | undefined, path: string | string[] | undefined): boolean =>
  typeof path !== 'string' || (files ?? []).some((file) => file === path || file.startsWith(`${path}/`));

const found = (body: unknown) => (body === undefined ? { status: 404, body: { message: 'Not Found' } } : { body });

/** A file of a comparison, a commit or a pull request. */
export const aFile = (filename: string, patch?: string, changes = 2): Wire => ({
  sha: sha('f'),
  filename,
  status: 'modified',
  additions: 1,
  deletions: 1,
  changes,
  ...(patch === undefined ? {} : { patch }),
});

export const aCommit = (letter: string, message: string): Wire => ({ sha: sha(letter), commit: { message } });

/** A commit as the list of them has it. */
export const aTrunkCommit = (letter: string, minutes: number, message: string, files: string[] = []): Wire => ({
  sha: sha(letter),
  html_url: `https://github.com/acme/checkout/commit/${sha(letter)}`,
  commit: { message, author: { name: 'Ada', date: iso(minutes) }, committer: { name: 'Ada', date: iso(minutes) } },
  author: { login: 'ada' },
  files,
});

export const sha = (letter: string): string => letter.repeat(40);

export function aDeployment(id: number, minutes: number, more: Wire = {}): Wire {
  const created = iso(minutes);
  return {
    id,
    sha: sha('a'),
    ref: 'main',
    task: 'deploy',
    payload: {},
    environment: 'production',
    description: null,
    creator: { login: 'ada' },
    created_at: created,
    updated_at: created,
    ...more,
  };
}

export const aStatus = (state: string, minutes: number, more: Wire = {}): Wire => ({
  state,
  created_at: iso(minutes),
  log_url: '',
  target_url: '',
  ...more,
});

export function aPull(number: number, mergedMinutes: number | null, more: Wire = {}): Wire {
  return {
    number,
    title: 'Raise the pool',
    html_url: `https://github.com/acme/checkout/pull/${number}`,
    merged_at: mergedMinutes === null ? null : iso(mergedMinutes),
    updated_at: iso(mergedMinutes ?? -10),
    merge_commit_sha: sha('d'),
    user: { login: 'noor' },
    base: { ref: 'main' },
    ...more,
  };
}

export function aRun(id: number, name: string, minutes: number, more: Wire = {}): Wire {
  return {
    id,
    name,
    path: '.github/workflows/x.yml',
    display_title: 'Raise the pool',
    event: 'push',
    status: 'completed',
    conclusion: 'success',
    head_branch: 'main',
    head_sha: sha('e'),
    html_url: `https://github.com/acme/checkout/actions/runs/${id}`,
    created_at: iso(minutes),
    run_started_at: iso(minutes),
    updated_at: iso(minutes + 3),
    actor: { login: 'ada' },
    ...more,
  };
}
