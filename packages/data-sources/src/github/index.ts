import { Failure } from '@incidentfox/failures';
import { type Answerer, answerChanges, answerWith, checkWith } from '../answering/index.ts';
import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { defaultCaps } from '../limits.ts';
import { askChanges } from './ask-changes.ts';
import { connectGithub, type GithubClient } from './client.ts';
import { discoverParts } from './repository/discover-parts.ts';
import { type GithubSettings, githubSettings } from './settings.ts';

/** GitHub: what was deployed, merged, released and run for a service's repository. */
export const github: DataSourceDefinition<typeof githubSettings> = {
  kind: 'github',
  title: 'GitHub',
  settings: githubSettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createGithub({ id, kind: 'github', now }, settings, connectGithub(settings, id, { now, onUnauthorized })),
};

const noReading = 'Give the token read access to metadata, contents, deployments, actions and pull requests.';

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
        checkWith('changes', () => readableRepositories(client, settings.owner, signal), {
          forbidden: noReading,
          config: noReading,
          not_found: `Correct tools.github.owner. ${noReading}`,
        }),
      ]),
    changes: (question) => answerChanges(source, question, (run) => askChanges({ client, settings }, question, run)),
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 1_000 } }, async (run) => {
        const repositories = await client.repositories(settings.owner, run);
        return discoverParts(
          client,
          repositories.filter(({ archived }) => !archived),
          run,
        );
      }),
  };
}

async function readableRepositories(
  client: GithubClient,
  owner: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  if ((await client.probe(owner, { signal })).length > 0) return 'may read repositories';
  throw new Failure('config', `it shows no repository${owner === undefined ? '' : ` of ${owner}`} to this token`);
}
