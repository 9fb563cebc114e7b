import type { SourceText } from '@incidentfox/data-sources';
import type { Incident } from '@incidentfox/incident';

/** An alert of the incident, as far as the context needs it. Texts are untrusted. */
export interface AlarmingAlert {
  title: string;
  description: string | null;
  /** Epoch ms. */
  createdAt: number;
  attributes: readonly { name: string; values: readonly string[] }[];
}

/**
 * Where services may be named, most deliberate first: fields people filled in, what alerts carry, then prose. Each value of a field is
 * a text of its own: a name that stands alone is meant.
 */
export function textsOf(incident: Incident, alerts: readonly AlarmingAlert[]): SourceText[] {
  return [
    ...incident.customFields.flatMap((field) =>
      field.values
        .flatMap((value) => [value.label, value.externalId ?? '', ...(value.aliases ?? [])])
        .filter((text) => text !== '')
        .map((text) => ({ where: `custom field ${field.name}` as const, text })),
    ),
    ...alerts.flatMap((alert) =>
      alert.attributes.flatMap((a) => a.values.map((text) => ({ where: `alert attribute ${a.name}` as const, text }))),
    ),
    { where: 'title' as const, text: incident.name },
    { where: 'summary' as const, text: incident.summary ?? '' },
    ...alerts.map((alert) => ({ where: 'alert' as const, text: `${alert.title}\n${alert.description ?? ''}` })),
  ];
}
