import type { Scenario } from '../shop/scenario.ts';
import { shopService } from '../shop/shop.ts';
import { catalogIdOf } from '../vendors/incident-io/catalog.ts';
import {
  type DeclaredIncident,
  fieldOfServices,
  newId,
  type Organisation,
} from '../vendors/incident-io/organisation.ts';
import { addMessage, openChannel, type Workspace } from '../vendors/slack/workspace.ts';

/** Puts the scenario's incident (and the alert that paged somebody) into the organisation. */
export function declareIncident(organisation: Organisation, scenario: Scenario, now: number): DeclaredIncident {
  const { incident: script } = scenario;
  const id = newId(now);
  const alerts = (scenario.alerts ?? [])
    .filter((alert) => alert.paged)
    .map((alert) => ({
      id: newId(now),
      incidentId: id,
      title: alert.name,
      description: alert.summary,
      service: alert.service,
      createdAt: now + alert.at * 60_000,
    }));
  const [paged] = alerts;
  const incident: DeclaredIncident = {
    id,
    number: organisation.nextNumber,
    name: script.name,
    summary: script.summary ?? null,
    severity: organisation.severities.find((severity) => severity.name === script.severity) ?? null,
    status: firstLive(organisation),
    mode: script.mode ?? 'standard',
    visibility: 'public',
    channel: null,
    creator:
      script.declaredBy === 'alert' && paged
        ? { kind: 'alert', alertId: paged.id, title: paged.title }
        : { kind: 'user' },
    customFields: servicesNamed(script.customFields),
    message: null,
    createdAt: now,
    updatedAt: now,
  };
  organisation.nextNumber += 1;
  organisation.alerts.push(...alerts);
  organisation.incidents.push(incident);
  return incident;
}

function servicesNamed(fields: Readonly<Record<string, string>> | undefined) {
  const named = fields?.[fieldOfServices.name];
  if (named === undefined) return [];
  const { name, aliases } = shopService(named);
  return [{ field: fieldOfServices, entry: { id: catalogIdOf(name), name, externalId: name, aliases } }];
}

function firstLive(organisation: Organisation) {
  const live = organisation.statuses.find((status) => status.category === 'live');
  if (!live) throw new Error('the organisation has no live status');
  return live;
}

/** Makes the incident's Slack channel, with what incident.io says in it. */
export function openIncidentChannel(workspace: Workspace, incident: DeclaredIncident, now: number): void {
  const words = incident.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
    .replace(/-$/, '');
  const name = `inc-${incident.number}-${words || 'incident'}`;
  const channel = openChannel(workspace, { id: `C0${newId(now).slice(-9)}`, name });
  incident.channel = { id: channel.id, name };
  incident.updatedAt = now;
  addMessage(
    workspace,
    channel,
    {
      author: { kind: 'user', id: 'U0INCIDENTIO', name: 'incident.io' },
      text: `INC-${incident.number} was declared by Ada Ops. Severity: ${incident.severity?.name ?? 'not set'}.`,
    },
    now,
  );
}
