import type { Alert, Change, Edge } from '@incidentfox/incident';
import type { Ask, ChangesAsk, DataSource, DataSourceDefinition } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import { type Answerer, type Asking, answerChanges, answerWith, defaultCaps, NotAsked } from '../execution/index.ts';
import { askLogs } from './ask-logs.ts';
import { askMetrics } from './ask-metrics.ts';
import { checkDatadog } from './check-datadog.ts';
import { connectDatadog, type DatadogClient } from './client.ts';
import { type DatadogSettings, datadogSettings } from './settings.ts';
import { toAlerts } from './to-alerts.ts';
import { toDeploymentChanges, toEventChanges } from './to-changes.ts';
import { type ServiceTags, searchOf, toServiceTags } from './to-tag-value.ts';

/** Datadog: APM and container metrics, logs, monitors, events and deployments, service dependencies. */
export const datadog: DataSourceDefinition<typeof datadogSettings> = {
  kind: 'datadog',
  title: 'Datadog',
  settings: datadogSettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createDatadog({ id, kind: 'datadog', now }, settings, connectDatadog(settings, id, { now, onUnauthorized })),
};

const hour = 3_600_000;

function createDatadog(source: Answerer, settings: DatadogSettings, client: DatadogClient): DataSource {
  const web = webAddressOf(settings.site);
  const put = <T>(ask: Ask, work: (tags: ServiceTags, asking: Asking) => Promise<readonly T[]>) =>
    answerWith(source, ask, async (asking) => work(toServiceTags(ask.service, settings.environment), asking));

  return {
    id: source.id,
    kind: source.kind,
    capabilities: new Set(['metrics', 'logs', 'alerts', 'changes', 'topology'] as const),
    check: (signal) => checkDatadog(client, settings, source.now(), signal),
    metrics: (ask) =>
      put(ask, (tags, asking) => {
        asking.deepLink(
          `${web}/apm/services/${encodeURIComponent(tags.service)}?start=${ask.window.from}&end=${ask.window.to}`,
        );
        return askMetrics(client, tags, ask, asking);
      }),
    logs: (ask) =>
      put(ask, (tags, asking) => {
        asking.deepLink(
          `${web}/logs?${new URLSearchParams({ query: searchOf(tags), from_ts: String(ask.window.from), to_ts: String(ask.window.to) })}`,
        );
        return askLogs(client, tags, ask, asking);
      }),
    alerts: (ask) =>
      put(ask, async (tags, asking): Promise<Alert[]> => {
        const tag = `service:${tags.service}`;
        asking.deepLink(`${web}/monitors/manage?q=${encodeURIComponent(`tag:"${tag}"`)}`);
        return toAlerts(await client.monitors(tag, asking), ask.service.name, ask.window, web);
      }),
    changes: (ask) =>
      answerChanges(source, ask, async (asking) => {
        const tags = toServiceTags(ask.service, settings.environment);
        const all = await readChanges(client, tags, web, ask, asking);
        return {
          changes: withinWindow(all, ask).sort((a, b) => b.startedAt - a.startedAt),
          history: changeRate(all, ask),
        };
      }),
    topology: (ask) =>
      put(ask, async (tags, asking): Promise<Edge[]> => {
        if (tags.environment === undefined)
          throw new NotAsked('service dependencies are kept per environment; set tools.datadog.environment');
        asking.deepLink(
          `${web}/apm/map?env=${encodeURIComponent(tags.environment)}&service=${encodeURIComponent(tags.service)}`,
        );
        const { calls, called_by: calledBy } = await client.dependencies(
          tags.service,
          tags.environment,
          ask.window,
          asking,
        );
        const edge = (from: string, to: string): Edge => ({ from, to, foundBy: 'trace', observed: ask.window });
        return [
          ...(calls ?? []).map((to) => edge(ask.service.name, to)),
          ...(calledBy ?? []).map((from) => edge(from, ask.service.name)),
        ];
      }),
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 2_000 } }, async (asking) => {
        if (settings.environment === undefined)
          throw new NotAsked('services are listed per environment; set tools.datadog.environment');
        const now = source.now();
        const all = await client.allDependencies(settings.environment, { from: now - hour, to: now }, asking);
        return Object.keys(all).map((name) => ({ name, vendorName: name }));
      }),
  };
}

async function readChanges(
  client: DatadogClient,
  tags: ServiceTags,
  web: string,
  ask: ChangesAsk,
  asking: Asking,
): Promise<Change[]> {
  const stretch = { from: Math.min(ask.history.from, ask.window.from), to: ask.window.to };
  const about = { service: ask.service.name, web };
  const [deployments, events] = await Promise.all([
    // Many organisations do not send deployments; then this part of the API is closed to them.
    client.deployments(searchOf(tags), stretch, asking).catch(() => undefined),
    asking.part('the list of events', () => client.events(searchOf(tags), stretch, asking)),
  ]);
  if (deployments === undefined)
    asking.warn('deployments as delivery metrics know them could not be read; events were');
  return [...toDeploymentChanges(deployments ?? [], about), ...toEventChanges(events ?? [], about)];
}

/** Where people open it: `app.` before the sites that have no region of their own in the name. */
function webAddressOf(site: DatadogSettings['site']): string {
  return `https://${site.split('.').length > 2 ? site : `app.${site}`}`;
}
