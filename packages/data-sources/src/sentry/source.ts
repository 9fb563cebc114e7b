import type { Ask, DataSource, DataSourceDefinition } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import {
  type Answerer,
  type Asking,
  answerChanges,
  answerWith,
  checkWith,
  defaultCaps,
  NotAsked,
} from '../execution/index.ts';
import { connectSentry, type SentryClient } from './client.ts';
import { pickProject } from './pick-project.ts';
import type { Project } from './responses.schema.ts';
import { type SentrySettings, sentrySettings } from './settings.ts';
import { toErrorIssues } from './to-error-issues.ts';
import { toReleaseChanges } from './to-release-changes.ts';

/** Sentry: which errors are new or came back, and what was released. */
export const sentry: DataSourceDefinition<typeof sentrySettings> = {
  kind: 'sentry',
  title: 'Sentry',
  settings: sentrySettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createSentry({ id, kind: 'sentry', now }, settings, connectSentry(settings, id, { now, onUnauthorized })),
};

function createSentry(source: Answerer, settings: SentrySettings, client: SentryClient): DataSource {
  const web = webAddressOf(settings);
  return {
    id: source.id,
    kind: source.kind,
    capabilities: new Set(['errors', 'changes'] as const),
    check: (signal) => checkSentry(client, signal),
    errors: (ask) =>
      answerWith(source, ask, async (asking) => {
        const project = await projectOf(client, ask, asking);
        asking.deepLink(issuesLink(web, project, ask));
        const since = new Date(ask.window.from).toISOString().slice(0, 19);
        const [active, fresh] = await Promise.all([
          asking.part('the most frequent errors', () =>
            client.issues(project.id, ask.window, 'is:unresolved', 'freq', firstPages(asking)),
          ),
          asking.part('the new errors', () =>
            client.issues(project.id, ask.window, `firstSeen:>=${since}`, 'new', firstPages(asking)),
          ),
        ]);
        return toErrorIssues([...(active ?? []), ...(fresh ?? [])], ask.service.name, ask.window);
      }),
    changes: (ask) =>
      answerChanges(source, ask, async (asking) => {
        const project = await projectOf(client, ask, asking);
        asking.deepLink(`${web}/releases/?project=${project.id}`);
        const releases = await client.releases(project.id, Math.min(ask.history.from, ask.window.from), asking);
        const scopeMatch = project.slug === ask.service.name ? ('exact' as const) : ('alias' as const);
        const all = toReleaseChanges(releases, {
          service: ask.service.name,
          web,
          environment: settings.environment,
          scopeMatch,
        });
        return { changes: withinWindow(all, ask), history: changeRate(all, ask) };
      }),
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 1_000 } }, async (asking) =>
        (await client.projects(asking)).map(({ slug }) => ({ name: slug, vendorName: slug })),
      ),
  };
}

async function projectOf(client: SentryClient, { service }: Pick<Ask, 'service'>, asking: Asking): Promise<Project> {
  const project = pickProject(await client.projects(asking), service);
  if (!project) throw new NotAsked(`no Sentry project is called like ${service.name}; set services[].sentry`);
  return project;
}

/** A window's errors worth reading are few: the most frequent and the new, a page of each is looked through first. */
function firstPages(asking: Asking): Asking {
  return { ...asking, caps: { ...asking.caps, pages: Math.min(asking.caps.pages, 3) } };
}

function checkSentry(client: SentryClient, signal: AbortSignal) {
  const forbidden = 'Give the token the scopes event:read, project:read and org:read.';
  return Promise.all([
    checkWith('identity', async () => `organisation ${await client.organization({ signal })}`, { forbidden }),
    checkWith(
      'errors',
      async () =>
        (await client.glance('issues', { signal })) > 0 ? 'may read issues' : 'may read issues; there are none',
      { forbidden },
    ),
    checkWith(
      'changes',
      async () =>
        (await client.glance('releases', { signal })) > 0 ? 'may read releases' : 'may read releases; there are none',
      { forbidden },
    ),
  ]);
}

/** sentry.io gives every organisation a host of its own; a self-hosted one is a path. */
function webAddressOf({ url, organization }: SentrySettings): string {
  return /^https:\/\/([a-z]+\.)?sentry\.io$/.test(url)
    ? `https://${organization}.sentry.io`
    : `${url}/organizations/${encodeURIComponent(organization)}`;
}

function issuesLink(web: string, project: Project, { window }: Ask): string {
  const stretch = {
    start: new Date(window.from).toISOString().slice(0, 19),
    end: new Date(window.to).toISOString().slice(0, 19),
    utc: 'true',
  };
  return `${web}/issues/?${new URLSearchParams({ project: project.id, ...stretch })}`;
}
