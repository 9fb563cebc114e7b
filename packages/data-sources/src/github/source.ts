import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { type Answerer, answerChanges, answerWith, checkWith, defaultCaps, NotAsked } from '../execution/index.ts';
import { connectGithub, type GithubClient } from './client.ts';
import { readChanges } from './read-changes.ts';
import { type GithubSettings, githubSettings } from './settings.ts';
import { toServiceRepo, webAddressOf } from './to-repo.ts';

/** GitHub: what was deployed, merged, released and run for a service's repository. */
export const github: DataSourceDefinition<typeof githubSettings> = {
  kind: 'github',
  title: 'GitHub',
  settings: githubSettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createGithub({ id, kind: 'github', now }, settings, connectGithub(settings, id, { now, onUnauthorized })),
};

function createGithub(source: Answerer, settings: GithubSettings, client: GithubClient): DataSource {
  return {
    id: source.id,
    kind: source.kind,
    capabilities: new Set(['changes'] as const),
    check: (signal) =>
      Promise.all([
        checkWith('identity', async () => {
          const { remaining, limit } = await client.rateLimit({ signal });
          return `${remaining} of ${limit} requests left this hour`;
        }),
        checkWith(
          'changes',
          async () =>
            `may read ${(await client.glance(settings.owner, { signal })).length > 0 ? 'repositories' : 'no repository yet'}`,
          { forbidden: 'Give the token read access to metadata, contents, deployments, actions and pull requests.' },
        ),
      ]),
    changes: (ask) =>
      answerChanges(source, ask, async (asking) => {
        const found = toServiceRepo(ask.service, settings.owner);
        if (!found)
          throw new NotAsked(
            `no repository is known for ${ask.service.name}; set services[].github or tools.github.owner`,
          );
        const web = webAddressOf(settings.url, found.repo);
        asking.deepLink(`${web}/deployments`);
        const at = {
          ...found,
          web,
          environments: settings.environments,
          scopeMatch: found.isConfigured ? ('exact' as const) : ('alias' as const),
        };
        return readChanges(client, at, ask, asking);
      }),
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 1_000 } }, async (asking) =>
        (await client.repositories(settings.owner, asking))
          .filter(({ archived }) => !archived)
          .map((repository) => ({ name: repository.name, vendorName: repository.full_name })),
      ),
  };
}
