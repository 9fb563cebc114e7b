import type { Alert, Change } from '@incidentfox/incident';
import type { Ask, ChangesAsk, DataSource, DataSourceDefinition } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import {
  type Answerer,
  type Asking,
  answerChanges,
  answerWith,
  checkWith,
  configuredNameOf,
  defaultCaps,
  NotAsked,
  namesOf,
} from '../execution/index.ts';
import { connectPagerduty, type PagerdutyClient } from './client.ts';
import { pagerdutySettings } from './settings.ts';
import { toAlerts } from './to-alerts.ts';
import { toChange } from './to-changes.ts';

/** PagerDuty: what paged people for a service, and which changes it was told of. */
export const pagerduty: DataSourceDefinition<typeof pagerdutySettings> = {
  kind: 'pagerduty',
  title: 'PagerDuty',
  settings: pagerdutySettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createPagerduty({ id, kind: 'pagerduty', now }, connectPagerduty(settings, id, { now, onUnauthorized })),
};

/** The alerts of an incident cost a request each, so only the newest incidents are looked into. */
const mostIncidents = 5;

function createPagerduty(source: Answerer, client: PagerdutyClient): DataSource {
  return {
    id: source.id,
    kind: source.kind,
    capabilities: new Set(['alerts', 'changes'] as const),
    check: (signal) =>
      Promise.all([
        checkWith('identity', () => client.glance('services', { signal })),
        checkWith('alerts', () => client.glance('incidents', { signal })),
        checkWith('changes', () => client.glance('change_events', { signal }), {
          forbidden: 'Change events need a plan that has them.',
        }),
      ]),
    alerts: (ask) =>
      answerWith(source, ask, async (asking) => {
        const service = await serviceOf(client, ask, asking);
        asking.deepLink(service.html_url ?? undefined);
        return alertsOf(client, service.id, ask, asking);
      }),
    changes: (ask) =>
      answerChanges(source, ask, async (asking) => {
        const service = await serviceOf(client, ask, asking);
        asking.deepLink(service.html_url ?? undefined);
        const all = await changesOf(client, service.id, ask, asking);
        const own = all.filter((change) => change.service !== null);
        return {
          changes: withinWindow(all, ask).sort((a, b) => b.startedAt - a.startedAt),
          history: changeRate(own, ask),
        };
      }),
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 2_000 } }, async (asking) =>
        (await client.services(undefined, asking)).map(({ name, id }) => ({ name, vendorName: id })),
      ),
  };
}

/** The configured service id or name, else the service with one of the catalogue's names; PagerDuty's names are for people. */
async function serviceOf(client: PagerdutyClient, { service }: Pick<Ask, 'service'>, asking: Asking) {
  const configured = configuredNameOf(service, 'pagerduty');
  const given = typeof configured === 'string' ? configured : (configured?.service_id ?? configured?.service);
  if (given !== undefined && /^P[A-Z0-9]{6,13}$/.test(given))
    return { id: given, name: service.name, html_url: undefined };
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ')
      .trim();
  for (const name of given === undefined ? namesOf({ ...service, vendorNames: {} }, 'pagerduty') : [given]) {
    // The search is for parts of a name, and knows no other spelling; the first word is enough to find both.
    const [first = name] = name.split(/[\s_-]+/).filter(Boolean);
    const found = (await client.services(first, asking)).find((one) => plain(one.name) === plain(name));
    if (found) return found;
  }
  throw new NotAsked(`no PagerDuty service is called like ${service.name}; set services[].pagerduty`);
}

async function alertsOf(client: PagerdutyClient, id: string, ask: Ask, asking: Asking): Promise<Alert[]> {
  const incidents = await client.incidents(id, ask.window, asking);
  if (incidents.length > mostIncidents)
    asking.warn(`the alerts of ${incidents.length - mostIncidents} older incidents were not asked`);
  const all = await Promise.all(
    incidents.map(async (incident, i) => {
      const alerts =
        i < mostIncidents
          ? await asking.part(`the alerts of incident ${incident.id}`, () => client.alertsOf(incident.id, asking))
          : [];
      return toAlerts(incident, alerts ?? [], ask.service.name);
    }),
  );
  return all.flat();
}

async function changesOf(client: PagerdutyClient, id: string, ask: ChangesAsk, asking: Asking): Promise<Change[]> {
  const stretch = { from: Math.min(ask.history.from, ask.window.from), to: ask.window.to };
  const [own = [], incidents = []] = await Promise.all([
    asking.part('the list of change events', () => client.changeEvents(id, stretch, asking)),
    asking.part('the list of incidents', () => client.incidents(id, ask.window, asking)),
  ]);
  const [newest] = incidents;
  // Plans without this feature answer 402 or 403; that is no failure of the question.
  const related =
    newest === undefined ? [] : await client.relatedChangeEvents(newest.id, asking).catch(() => undefined);
  if (related === undefined) asking.warn('changes that PagerDuty relates to the incident could not be read');
  const unique = new Map([...own, ...(related ?? [])].map((event) => [event.id, event]));
  return [...unique.values()].map((event) => toChange(event, ask.service.name, id));
}
