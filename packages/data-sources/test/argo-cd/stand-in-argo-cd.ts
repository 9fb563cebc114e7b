import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { iso } from '../questions.ts';
import type { StandInRoute } from '../stand-in.ts';

export const argoToken = 'argo-token-0123456789';

type Wire = Record<string, unknown>;

export const admitToArgoCd = (headers: IncomingHttpHeaders): string | undefined =>
  headers.authorization === `Bearer ${argoToken}` ? undefined : 'invalid session';

const listQuery = z.strictObject({
  fields: z
    .string()
    .regex(/^items\.[\w.]+(,items\.[\w.]+)*$/)
    .optional(),
  projects: z.string().optional(),
  selector: z.string().optional(),
});

/** What an application renders to and what a commit says, by revision. */
export interface Revisions {
  readonly manifests?: Readonly<Record<string, readonly unknown[]>>;
  readonly messages?: Readonly<Record<string, string>>;
}

const notFound = { status: 404, body: { error: 'not found', code: 5, message: 'not found' } };

export function argoCdRoutes(applications: Wire[], { manifests, messages }: Revisions = {}): StandInRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/applications/:name/manifests',
      query: z.strictObject({ revision: z.string(), appNamespace: z.string().optional() }),
      answer: ({ query }) => {
        const rendered = manifests?.[String(query.revision)];
        if (rendered === undefined) return notFound;
        return { body: { manifests: rendered.map((one) => JSON.stringify(one)), sourceType: 'Kustomize' } };
      },
    },
    {
      method: 'GET',
      path: '/api/v1/applications/:name/revisions/:revision/metadata',
      query: z.strictObject({ appNamespace: z.string().optional() }),
      answer: ({ params }) => {
        const message = messages?.[params.revision ?? ''];
        return message === undefined ? notFound : { body: { author: 'ada', date: iso(-10), message } };
      },
    },
    {
      method: 'GET',
      path: '/api/v1/applications',
      query: listQuery,
      answer: () => ({ body: { metadata: {}, items: applications.length > 0 ? applications : null } }),
    },
    {
      method: 'GET',
      path: '/api/v1/session/userinfo',
      answer: () => ({ body: { loggedIn: true, username: 'incidentfox', iss: 'argocd' } }),
    },
  ];
}

export const sha = (letter: string): string => letter.repeat(40);

export function anEntry(id: number, minutes: number, revision: string, more: Wire = {}): Wire {
  return {
    id,
    revision,
    deployStartedAt: iso(minutes),
    deployedAt: iso(minutes + 1),
    initiatedBy: { username: 'ada' },
    source: { repoURL: 'https://git.acme/deploy.git', path: 'checkout/prod', targetRevision: 'main' },
    ...more,
  };
}

export function anApplication(name: string, history: Wire[], more: Wire = {}): Wire {
  return {
    metadata: { name, namespace: 'argocd', labels: {} },
    spec: { destination: { namespace: 'shop', server: 'https://kubernetes.default.svc' } },
    status: { history, ...more },
  };
}
