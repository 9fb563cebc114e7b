import { Failure } from '@incidentfox/failures';
import { urlPath } from '@incidentfox/http-client';
import type { QuestionRun } from '../answering/index.ts';
import { createVendorReader, droppedWarning, type Requester, type VendorAccess } from '../vendor-http/index.ts';
import {
  type Application,
  ApplicationsResponse,
  ManifestsResponse,
  RevisionMetadata,
  UserInfoResponse,
} from './responses.schema.ts';
import type { ArgoCdSettings } from './settings.ts';

/** What is asked of each application: without this the answer holds every resource of every application. */
const fields = [
  'metadata.name',
  'metadata.namespace',
  'metadata.labels',
  'spec.destination',
  'spec.source',
  'spec.sources',
  'status.history',
  'status.operationState',
]
  .map((field) => `items.${field}`)
  .join(',');

/** Argo CD's API as far as we use it, read only. Every call throws a Failure. */
export type ArgoCdClient = ReturnType<typeof connectArgoCd>;

export function connectArgoCd(settings: ArgoCdSettings, name: string, access: VendorAccess) {
  const { get } = createVendorReader(
    {
      name,
      url: settings.url,
      settings,
      headers: () => ({ authorization: `Bearer ${settings.token.reveal()}` }),
    },
    access,
  );
  return {
    /** Argo CD answers this to strangers too, and says so. */
    async user(reader: Requester): Promise<string> {
      const { value } = await get('/api/v1/session/userinfo', {}, UserInfoResponse, reader);
      if (value.loggedIn !== true) throw new Failure('auth', `${name} does not know this token`);
      return value.username ?? 'an account without a name';
    },

    /** The list has no pages. */
    async applications(run: QuestionRun): Promise<Application[]> {
      const { value } = await get(
        '/api/v1/applications',
        { fields, projects: settings.project },
        ApplicationsResponse,
        run,
      );
      const warning = droppedWarning(value.items.dropped, 'applications');
      if (warning !== undefined) run.warn(warning);
      return value.items.items;
    },

    /** What the application would create at that revision. Argo CD blanks the values of secrets. */
    async manifests({ metadata }: Application, revision: string, run: QuestionRun): Promise<string[]> {
      const query = { revision, appNamespace: metadata.namespace ?? undefined };
      return (await get(urlPath`/api/v1/applications/${metadata.name}/manifests`, query, ManifestsResponse, run)).value
        .manifests;
    },

    /** The message of the commit. */
    async revisionMessage({ metadata }: Application, revision: string, run: QuestionRun): Promise<string> {
      const path = urlPath`/api/v1/applications/${metadata.name}/revisions/${revision}/metadata`;
      const { value } = await get(path, { appNamespace: metadata.namespace ?? undefined }, RevisionMetadata, run);
      return value.message ?? '';
    },

    async countApplications(reader: Requester): Promise<number> {
      const query = { fields: 'items.metadata.name', projects: settings.project };
      return (await get('/api/v1/applications', query, ApplicationsResponse, reader)).value.items.items.length;
    },
  };
}
