import type { Edge, Incident, Service } from '@incidentfox/incident';
import type { AlertDetail, IncidentIo } from '@incidentfox/incident-io/api';
import type { Ask } from '../data-source.ts';
import { type Asking, NotAsked, namesOf } from '../execution/index.ts';

/** Alerts whose attributes are looked at for the service's catalogue entry. */
const mostAlerts = 3;

/** What the service depends on, as its entry in incident.io's catalogue says. */
export async function askTopology(
  client: IncidentIo,
  ask: Ask,
  asking: Asking,
  { kind, attribute }: { kind: string; attribute: string | undefined },
): Promise<Edge[]> {
  const id = configuredEntry(ask.service, kind) ?? (await findEntry(client, ask, kind));
  if (id === undefined) {
    throw new NotAsked(
      `no catalogue entry of ${ask.service.name} is linked to the incident or its alerts; set services[].incident_io to the entry's id`,
    );
  }
  asking.query(`/v3/catalog_entries/${id}`);
  const entry = await client.catalogEntry(id);
  const isDependency = (name: string) => (attribute === undefined ? /depend/i.test(name) : name === attribute);
  return entry.attributes
    .filter(({ name }) => isDependency(name))
    .flatMap(({ values }) =>
      values.map(({ label }): Edge => ({ from: ask.service.name, to: label, foundBy: 'catalogue' })),
    );
}

function configuredEntry(service: Service, kind: string): string | undefined {
  const configured = service.vendorNames[kind];
  return typeof configured === 'string' ? configured : configured?.entry;
}

/** The incident's custom fields first, then the attributes of its alerts. */
async function findEntry(client: IncidentIo, { incident, service }: Ask, kind: string): Promise<string | undefined> {
  if (incident === null) throw new NotAsked('incident.io is asked about an incident, and there is none');
  const names = new Set(namesOf(service, kind).map((name) => name.toLowerCase()));
  const known = inCustomFields(await client.incident(incident.id), names);
  if (known !== undefined) return known;
  const alerts = await client.alertsOf(incident.id);
  const detailed = await Promise.all(alerts.slice(0, mostAlerts).map((alert) => client.alert(alert.id)));
  return inAttributes(detailed, names);
}

function inCustomFields(incident: Incident, names: ReadonlySet<string>): string | undefined {
  const values = incident.customFields.flatMap((field) => field.values);
  return values.find(({ label, externalId, aliases }) =>
    [label, externalId ?? '', ...(aliases ?? [])].some((name) => names.has(name.toLowerCase())),
  )?.catalogEntryId;
}

function inAttributes(alerts: readonly AlertDetail[], names: ReadonlySet<string>): string | undefined {
  const values = alerts.flatMap(({ attributes }) => attributes.flatMap((attribute) => attribute.values));
  return (
    values.find(({ label, catalogEntryId }) => catalogEntryId !== null && names.has(label.toLowerCase()))
      ?.catalogEntryId ?? undefined
  );
}
