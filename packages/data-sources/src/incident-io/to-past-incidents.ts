import type { Incident, PastIncident } from '@incidentfox/incident';
import { mentions } from './to-alert.ts';

/** Incidents about the service, newest first: a custom field says so, or the name or summary mentions it. */
export function toPastIncidents(
  incidents: readonly Incident[],
  service: string,
  names: readonly string[],
): PastIncident[] {
  return incidents
    .filter((incident) => isAbout(incident, names))
    .map(
      (incident): PastIncident => ({
        id: incident.id,
        reference: incident.reference,
        name: incident.name,
        service,
        startedAt: Date.parse(incident.createdAt),
        ...(incident.severity === null ? {} : { severity: incident.severity.name }),
        ...(incident.summary === null ? {} : { summary: incident.summary.slice(0, 500) }),
        ...(incident.permalink === null ? {} : { url: incident.permalink }),
      }),
    )
    .sort((a, b) => b.startedAt - a.startedAt);
}

function isAbout(incident: Incident, names: readonly string[]): boolean {
  const values = incident.customFields.flatMap((field) =>
    field.values.flatMap(({ label, externalId, aliases }) => [label, externalId ?? '', ...(aliases ?? [])]),
  );
  const fieldValues = new Set(values.map((value) => value.toLowerCase()));
  return names.some(
    (name) => fieldValues.has(name.toLowerCase()) || mentions(`${incident.name} ${incident.summary ?? ''}`, name),
  );
}
