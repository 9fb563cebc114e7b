import { urlPath } from '@incidentfox/http-client';
import type { Window } from '@incidentfox/incident';
import {
  type Asking,
  createListReader,
  createVendorReader,
  nextFromLink,
  type Query,
  type Reader,
  type VendorAccess,
} from '../execution/index.ts';
import {
  IssuesResponse,
  OrganizationResponse,
  ProjectsResponse,
  ReleasesResponse,
  type SentryRelease,
} from './responses.schema.ts';
import type { SentrySettings } from './settings.ts';

/** Sentry's API as far as we use it, read only. Times are epoch ms; `project` is the numeric id. Every call throws a Failure. */
export type SentryClient = ReturnType<typeof connectSentry>;

export function connectSentry(settings: SentrySettings, name: string, access: VendorAccess) {
  const { get } = createVendorReader({
    ...access,
    name,
    url: settings.url,
    timeoutSeconds: settings.timeout_seconds,
    headers: () => ({ authorization: `Bearer ${settings.token.reveal()}` }),
    ca: settings.ca,
  });
  const next = (headers: Headers) => nextFromLink(headers.get('link'), 'cursor');
  const below = urlPath`/api/0/organizations/${settings.organization}`;
  const { environment } = settings;
  const issues = createListReader({ get }, { parameter: 'cursor', size: { limit: 100 }, next });
  const others = createListReader({ get }, { parameter: 'cursor', size: { per_page: 100 }, next });

  return {
    organization: async (reader: Reader) => (await get(`${below}/`, {}, OrganizationResponse, reader)).value.slug,

    projects: (asking: Asking) =>
      others({ what: 'projects', path: `${below}/projects/`, query: {}, schema: ProjectsResponse }, asking),

    /** Issues with an event in the window that fit `query`, a search in Sentry's own words, built from no foreign text. */
    issues(project: string, window: Window, query: string, sort: 'new' | 'freq', asking: Asking) {
      const stretch = { start: iso(window.from), end: iso(window.to) };
      return issues(
        {
          what: 'issues',
          path: `${below}/issues/`,
          query: { project, environment, ...stretch, query, sort },
          schema: IssuesResponse,
        },
        asking,
      );
    },

    /** Newest first. */
    releases(project: string, since: number, asking: Asking) {
      const isOld = (release: SentryRelease) => Date.parse(release.dateCreated) < since;
      return others(
        { what: 'releases', path: `${below}/releases/`, query: { project }, schema: ReleasesResponse, isOld },
        asking,
      );
    },

    /** One item of a list, to see whether it may be read. */
    glance: async (list: 'issues' | 'releases', reader: Reader) => {
      const [query, schema]: [Query, typeof IssuesResponse | typeof ReleasesResponse] =
        list === 'issues' ? [{ limit: 1 }, IssuesResponse] : [{ per_page: 1 }, ReleasesResponse];
      return (await get<{ items: unknown[] }>(`${below}/${list}/`, query, schema, reader)).value.items.length;
    },
  };
}

type Headers = Parameters<Parameters<typeof createListReader>[1]['next']>[0];
/** Sentry takes UTC without a zone. */
const iso = (at: number) => new Date(at).toISOString().slice(0, 19);
