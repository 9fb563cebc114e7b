import type { CustomField, Incident } from '@incidentfox/incident';

/** The fields whose change can change an investigation. */
const materialFields = ['name', 'summary', 'severity', 'status', 'services', 'channel'] as const;
export type MaterialField = (typeof materialFields)[number];

/** Which material fields differ. */
export function materialChanges(before: Incident, after: Incident): MaterialField[] {
  const [a, b] = [materialOf(before), materialOf(after)];
  return materialFields.filter((field) => a[field] !== b[field]);
}

/** All material fields in one text: equal for two states of an incident between which nothing material changed. */
export function materialState(incident: Incident): string {
  return JSON.stringify(materialOf(incident));
}

function materialOf(incident: Incident): Record<MaterialField, string> {
  return {
    name: squeezed(incident.name),
    summary: squeezed(incident.summary ?? ''),
    severity: incident.severity?.id ?? '',
    status: phaseOf(incident.status.category),
    services: JSON.stringify(incident.customFields.filter(namesServices).flatMap(labelsOf).sort()),
    channel: incident.channel?.id ?? '',
  };
}

/** Triage counts as live: a responder who accepts an incident has not changed what there is to find. */
function phaseOf(category: Incident['status']['category']): string {
  return category === 'triage' ? 'live' : category;
}

/** Counters, notes and regions change all the time; what is affected stands in catalogue fields or ones named for it. */
function namesServices(field: CustomField): boolean {
  return (
    /\b(services?|components?|applications?|apps?|systems?)\b/i.test(field.name) ||
    field.values.some((value) => value.catalogEntryId)
  );
}

function labelsOf(field: CustomField): string[] {
  return field.values.map((value) => `${field.id}=${value.catalogEntryId ?? value.label}`);
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
