import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { type Answerer, answerChanges, answerWith, checkWith, defaultCaps, NotAsked } from '../execution/index.ts';
import { connectGitlab, type GitlabClient } from './client.ts';
import { readChanges } from './read-changes.ts';
import { type GitlabSettings, gitlabSettings } from './settings.ts';
import { toServiceProject } from './to-project.ts';

/** GitLab: what was deployed, merged and released for a service's project. */
export const gitlab: DataSourceDefinition<typeof gitlabSettings> = {
  kind: 'gitlab',
  title: 'GitLab',
  settings: gitlabSettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createGitlab({ id, kind: 'gitlab', now }, settings, connectGitlab(settings, id, { now, onUnauthorized })),
};

function createGitlab(source: Answerer, settings: GitlabSettings, client: GitlabClient): DataSource {
  return {
    id: source.id,
    kind: source.kind,
    capabilities: new Set(['changes'] as const),
    check: (signal) =>
      Promise.all([
        checkWith('identity', async () => `signed in as ${(await client.user({ signal })).username}`),
        checkWith(
          'changes',
          async () =>
            `may read ${(await client.glance(settings.group, { signal })).length > 0 ? 'projects' : 'no project yet'}`,
          { forbidden: 'Give the token the scope read_api and at least the role Reporter.' },
        ),
      ]),
    changes: (ask) =>
      answerChanges(source, ask, async (asking) => {
        const found = toServiceProject(ask.service, settings.group);
        if (!found)
          throw new NotAsked(
            `no project is known for ${ask.service.name}; set services[].gitlab or tools.gitlab.group`,
          );
        if (!/^\d+$/.test(found.project)) asking.deepLink(`${settings.url}/${encodeURI(found.project)}/-/environments`);
        return readChanges(client, { ...found, environments: settings.environments }, ask, asking);
      }),
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 1_000 } }, async (asking) =>
        (await client.projects(settings.group, asking)).map((project) => ({
          name: project.path,
          vendorName: project.path_with_namespace,
        })),
      ),
  };
}
