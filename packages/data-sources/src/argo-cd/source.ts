import type { ChangeHistory } from '@incidentfox/incident';
import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import { type Answerer, answerChanges, answerWith, checkWith, defaultCaps, NotAsked } from '../execution/index.ts';
import { type ArgoCdClient, connectArgoCd } from './client.ts';
import { pickApplications } from './pick-applications.ts';
import { type ArgoCdSettings, argoCdSettings } from './settings.ts';
import { toChanges } from './to-changes.ts';

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
    changes: (ask) =>
      answerChanges(source, ask, async (asking) => {
        const applications = pickApplications(await client.applications(asking), ask.service);
        if (applications.length === 0) {
          throw new NotAsked(`no application is called like ${ask.service.name}; set services[].argo_cd`);
        }
        const all = applications.flatMap((application) => {
          const scopeMatch = application.metadata.name === ask.service.name ? ('exact' as const) : ('alias' as const);
          return toChanges(application, { service: ask.service.name, web: settings.url, scopeMatch });
        });
        asking.deepLink(all[0]?.url);
        return { changes: withinWindow(all, ask).sort((a, b) => b.startedAt - a.startedAt), history: rate(all, ask) };
      }),
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 2_000 } }, async (asking) =>
        (await client.applications(asking)).map(({ metadata }) => ({ name: metadata.name, vendorName: metadata.name })),
      ),
  };
}

/** Argo CD forgets all but the newest syncs: the stretch of the rate begins no earlier than what it still knows. */
function rate(all: Parameters<typeof changeRate>[0], ask: Parameters<typeof changeRate>[1]): ChangeHistory | null {
  const oldest = Math.min(...all.map(({ startedAt }) => startedAt));
  const from = all.length >= kept - 1 ? Math.max(ask.history.from, oldest) : ask.history.from;
  return all.length === 0 ? null : changeRate(all, { ...ask, history: { ...ask.history, from } });
}

const kept = 10;
