import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { iso } from '../questions.ts';
import type { StandInRequest, StandInRoute } from '../stand-in.ts';

export const sentryToken = 'sntrys_0123456789abcdef';

type Wire = Record<string, unknown>;

export interface OrganizationContent {
  projects?: Wire[];
  /** All issues of the project, those of a search for new ones included. */
  issues?: Wire[];
  releases?: Wire[];
  /** Of every project. */
  environments?: string[];
}

export const admitToSentry = (headers: IncomingHttpHeaders): string | undefined =>
  headers.authorization === `Bearer ${sentryToken}` ? undefined : 'Invalid token';

const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
const size = z
  .string()
  .regex(/^([1-9]\d?|100)$/)
  .optional();
const issueQuery = z.strictObject({
  project: z.string().regex(/^\d+$/).optional(),
  environment: z.union([z.string(), z.array(z.string())]).optional(),
  start: time.optional(),
  end: time.optional(),
  query: z
    .string()
    .regex(/^(is:unresolved|firstSeen:>=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)$/)
    .optional(),
  sort: z.enum(['date', 'new', 'freq', 'user', 'trends']).optional(),
  limit: size,
  cursor: z.string().optional(),
});

/** The read operations of Sentry's API below `/api/0/organizations/acme/`, with pages of at most `pageSize`. */
export function sentryRoutes(content: OrganizationContent, pageSize = 100): StandInRoute[] {
  const page = (all: readonly Wire[], { query, headers }: StandInRequest, path: string) => {
    const from = Number(String(query.cursor ?? '0:0:0').split(':')[1]);
    const to = from + Math.min(pageSize, Number(query.limit ?? query.per_page ?? 100));
    const link = (rel: string, at: number, results: boolean) =>
      `<http://${headers.host}${path}?cursor=0:${at}:0>; rel="${rel}"; results="${results}"; cursor="0:${at}:0"`;
    return {
      body: all.slice(from, to),
      headers: { link: `${link('previous', 0, false)}, ${link('next', to, all.length > to)}` },
    };
  };
  const below = '/api/0/organizations/acme';
  const isNew = (issue: Wire, query: string) =>
    !query.startsWith('firstSeen') || String(issue.firstSeen) >= query.slice('firstSeen:>='.length);
  const paged = { per_page: size, cursor: z.string().optional() };
  return [
    {
      method: 'GET',
      path: '/api/0/projects/acme/:project/environments/',
      answer: () => ({ body: (content.environments ?? []).map((name) => ({ id: name, name, isHidden: false })) }),
    },
    { method: 'GET', path: `${below}/`, answer: () => ({ body: { id: '1', slug: 'acme', name: 'Acme' } }) },
    {
      method: 'GET',
      path: `${below}/projects/`,
      query: z.strictObject(paged),
      answer: (request) => page(content.projects ?? [], request, `${below}/projects/`),
    },
    {
      method: 'GET',
      path: `${below}/issues/`,
      query: issueQuery,
      answer: (request) =>
        page(
          (content.issues ?? []).filter((issue) => isNew(issue, String(request.query.query ?? ''))),
          request,
          `${below}/issues/`,
        ),
    },
    {
      method: 'GET',
      path: `${below}/releases/`,
      query: z.strictObject({
        ...paged,
        project: z.string().regex(/^\d+$/).optional(),
        environment: z.string().optional(),
        query: z.string().optional(),
      }),
      answer: (request) => page(content.releases ?? [], request, `${below}/releases/`),
    },
  ];
}

export const aProject = (slug: string, id = '42'): Wire => ({ id, slug, name: slug, platform: 'node' });

export function anIssue(id: string, more: Wire = {}): Wire {
  return {
    id,
    shortId: `CHECKOUT-${id}`,
    title: 'TypeError: Cannot read properties of undefined',
    culprit: 'charge(payments/client)',
    permalink: `https://acme.sentry.io/issues/${id}/`,
    level: 'error',
    status: 'unresolved',
    substatus: 'ongoing',
    count: '150',
    userCount: 23,
    firstSeen: iso(-9000),
    lastSeen: iso(-1),
    ...more,
  };
}

export function aRelease(version: string, minutes: number, more: Wire = {}): Wire {
  return {
    version,
    shortVersion: version.split('@').at(-1),
    dateCreated: iso(minutes),
    dateReleased: null,
    newGroups: 0,
    commitCount: 2,
    authors: [{ name: 'Ada', email: 'ada@acme.example' }],
    lastDeploy: null,
    ...more,
  };
}
