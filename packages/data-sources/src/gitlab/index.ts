import { Failure } from '@incidentfox/failures';
import { type Answerer, answerChanges, answerWith, checkWith } from '../answering/index.ts';
import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { defaultCaps } from '../limits.ts';
import { askChanges } from './ask-changes.ts';
import { connectGitlab, type GitlabClient } from './client.ts';
import { discoverParts } from './repository/discover-parts.ts';
import { type GitlabSettings, gitlabSettings } from './settings.ts';

/** GitLab: what was deployed, merged and released for a service's project. */
export const gitlab: DataSourceDefinition<typeof gitlabSettings> = {
  kind: 'gitlab',
  title: 'GitLab',
  settings: gitlabSettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createGitlab({ id, kind: 'gitlab', now }, settings, connectGitlab(settings, id, { now, onUnauthorized })),
};

const noReading = 'Give the token the scope read_api and at least the role Reporter.';

function createGitlab(source: Answerer, settings: GitlabSettings, client: GitlabClient): DataSource {
  return {
    id: source.id,
    kind: source.kind,
    capabilities: new Set(['changes'] as const),
    check: (signal) =>
      Promise.all([
        checkWith('identity', async () => `signed in as ${(await client.user({ signal })).username}`),
        checkWith('changes', () => readableProjects(client, settings.group, signal), {
          forbidden: noReading,
          config: noReading,
          not_found: `Correct tools.gitlab.group: the whole path, subgroups too (acme/platform). ${noReading}`,
        }),
      ]),
    changes: (question) => answerChanges(source, question, (run) => askChanges({ client, settings }, question, run)),
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 1_000 } }, async (run) =>
        discoverParts(client, await client.projects(settings.group, run), run),
      ),
  };
}

async function readableProjects(client: GitlabClient, group: string | undefined, signal: AbortSignal): Promise<string> {
  if ((await client.probe(group, { signal })).length > 0) return 'may read projects';
  throw new Failure(
    'config',
    group === undefined ? 'the token is a member of no project' : `the group ${group} has no project that it may read`,
  );
}
