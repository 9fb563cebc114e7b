import { urlPath } from '@incidentfox/http-client';
import type { Window } from '@incidentfox/incident';
import type { QuestionRun } from '../answering/index.ts';
import {
  createListReader,
  createVendorReader,
  nextFromLink,
  type Query,
  type Requester,
  type VendorAccess,
} from '../vendor-http/index.ts';
import {
  EnvironmentsResponse,
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
  const { get } = createVendorReader(
    {
      name,
      url: settings.url,
      settings,
      headers: () => ({ authorization: `Bearer ${settings.token.reveal()}` }),
    },
    access,
  );
  const next = (headers: Headers) => nextFromLink(headers.get('link'), 'cursor');
  const below = urlPath`/api/0/organizations/${settings.organization}`;
  const issues = createListReader({ get }, { parameter: 'cursor', size: { limit: 100 }, next });
  const others = createListReader({ get }, { parameter: 'cursor', size: { per_page: 100 }, next });

  return {
    organization: async (reader: Requester) => (await get(`${below}/`, {}, OrganizationResponse, reader)).value.slug,

    projects: (run: QuestionRun) =>
      others({ what: 'projects', path: `${below}/projects/`, query: {}, schema: ProjectsResponse }, run),

    /** Issues with an event in the window that fit `query`, a search in Sentry's own words, built from no foreign text. */
    issues(
      { project, environments }: { project: string; environments: readonly string[] },
      window: Window,
      query: string,
      sort: 'new' | 'freq',
      run: QuestionRun,
    ) {
      const range = { start: iso(window.from), end: iso(window.to) };
      return issues(
        {
          what: 'issues',
          path: `${below}/issues/`,
          query: { project, environment: environments, ...range, query, sort },
          schema: IssuesResponse,
        },
        run,
      );
    },

    /** Names of the environments that sent events for a project. */
    environments: async (projectSlug: string, run: QuestionRun) =>
      (
        await get(
          urlPath`/api/0/projects/${settings.organization}/${projectSlug}/environments/`,
          {},
          EnvironmentsResponse,
          run,
        )
      ).value.items.map(({ name }) => name),

    /** Newest first. */
    releases(project: string, since: number, run: QuestionRun) {
      const isOld = (release: SentryRelease) => Date.parse(release.dateCreated) < since;
      return others(
        { what: 'releases', path: `${below}/releases/`, query: { project }, schema: ReleasesResponse, isOld },
        run,
      );
    },

    /** One item of a list, to see whether it may be read. */
    probe: async (list: 'issues' | 'releases', reader: Requester) => {
      const [query, schema]: [Query, typeof IssuesResponse | typeof ReleasesResponse] =
        list === 'issues' ? [{ limit: 1 }, IssuesResponse] : [{ per_page: 1 }, ReleasesResponse];
      return (await get<{ items: unknown[] }>(`${below}/${list}/`, query, schema, reader)).value.items.length;
    },
  };
}

type Headers = Parameters<Parameters<typeof createListReader>[1]['next']>[0];
/** Sentry takes UTC without a zone. */
const iso = (at: number) => new Date(at).toISOString().slice(0, 19);
