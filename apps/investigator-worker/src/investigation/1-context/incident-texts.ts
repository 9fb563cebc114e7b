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

/** Where services may be named, most deliberate first: fields people filled in, what alerts carry, then prose. */
export function textsOf(incident: Incident, alerts: readonly AlarmingAlert[]): SourceText[] {
  return [
    ...incident.customFields.map((field) => ({
      where: `custom field ${field.name}` as const,
      text: field.values.flatMap((v) => [v.label, v.externalId ?? '', ...(v.aliases ?? [])]).join(' \n'),
    })),
    ...alerts.flatMap((alert) =>
      alert.attributes.map((a) => ({ where: `alert attribute ${a.name}` as const, text: a.values.join(' \n') })),
    ),
    { where: 'title' as const, text: incident.name },
    { where: 'summary' as const, text: incident.summary ?? '' },
    ...alerts.map((alert) => ({ where: 'alert' as const, text: `${alert.title}\n${alert.description ?? ''}` })),
  ];
}
