import { type Answerer, answerChanges, answerWith, checkWith } from '../answering/index.ts';
import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { defaultCaps } from '../limits.ts';
import { askChanges } from './ask-changes.ts';
import { type ArgoCdClient, connectArgoCd } from './client.ts';
import { type ArgoCdSettings, argoCdSettings } from './settings.ts';

/** Argo CD: which revision was synced when, by whom, and whether a sync failed. */
export const argoCd: DataSourceDefinition<typeof argoCdSettings> = {
  kind: 'argo_cd',
  title: 'Argo CD',
  settings: argoCdSettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createArgoCd({ id, kind: 'argo_cd', now }, settings, connectArgoCd(settings, id, { now, onUnauthorized })),
};

function createArgoCd(source: Answerer, settings: ArgoCdSettings, client: ArgoCdClient): DataSource {
  return {
    id: source.id,
    kind: source.kind,
    capabilities: new Set(['changes'] as const),
    check: (signal) =>
      Promise.all([
        checkWith('identity', async () => `signed in as ${await client.user({ signal })}`),
        checkWith('changes', async () => `sees ${await client.countApplications({ signal })} applications`, {
          forbidden: 'Give the account the policy "applications, get" for the projects to look at.',
        }),
      ]),
    changes: (question) => answerChanges(source, question, (run) => askChanges({ client, settings }, question, run)),
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 2_000 } }, async (run) =>
        (await client.applications(run)).map(({ metadata, spec }) => ({
          name: metadata.name,
          vendorName: metadata.name,
          deployedFrom: [spec?.source ?? [], spec?.sources ?? []]
            .flat()
            .flatMap(({ repoURL, path }) => (repoURL && path ? [{ repository: repoURL, path }] : [])),
        })),
      ),
  };
}
