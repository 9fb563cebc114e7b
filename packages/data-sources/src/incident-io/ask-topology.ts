import type { Edge, Incident, Service } from '@incidentfox/incident';
import type { AlertDetail } from '@incidentfox/incident-io/api';
import { namesOf, type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { IncidentQuestion } from './ask-alerts.ts';
import type { IncidentReads, OrganisationReads } from './client.ts';
import { maxAlertsForEntry } from './limits.ts';

/** What the service depends on, as its entry in incident.io's catalogue says. */
export async function askTopology(
  client: IncidentReads & OrganisationReads,
  question: IncidentQuestion,
  run: QuestionRun,
  { kind, attribute }: { kind: string; attribute: string | undefined },
): Promise<Edge[]> {
  const id = configuredEntry(question.service, kind) ?? (await findEntry(client, question, kind));
  if (id === undefined) {
    throw new SkipQuestion(
      `no catalogue entry of ${question.service.name} is linked to the incident or its alerts; set services[].incident_io to the entry's id`,
    );
  }
  run.query(`/v3/catalog_entries/${id}`);
  const entry = await client.catalogEntry(id);
  const isDependency = (name: string) => (attribute === undefined ? /depend/i.test(name) : name === attribute);
  return entry.attributes
    .filter(({ name }) => isDependency(name))
    .flatMap(({ values }) =>
      values.map(({ label }): Edge => ({ from: question.service.name, to: label, foundBy: 'catalogue' })),
    );
}

function configuredEntry(service: Service, kind: string): string | undefined {
  const configured = service.vendorNames[kind];
  return typeof configured === 'string' ? configured : configured?.entry;
}

/** The incident's custom fields first, then the attributes of its alerts. */
async function findEntry(
  client: IncidentReads,
  { incident, service }: IncidentQuestion,
  kind: string,
): Promise<string | undefined> {
  const names = new Set(namesOf(service, kind).map((name) => name.toLowerCase()));
  const named = inCustomFields(await client.incident(incident.id), names);
  if (named !== undefined) return named;
  const alerts = await client.alertsOf(incident.id);
  const detailed = await Promise.all(alerts.slice(0, maxAlertsForEntry).map((alert) => client.alert(alert.id)));
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
