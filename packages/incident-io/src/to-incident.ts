import type { CustomFieldValue, Incident, StatusCategory } from '@incidentfox/incident';
import type { WireActor, WireIncident, WireValue } from './wire/incident.schema.ts';

/** incident.io's incident in our words. Pure. */
export function toIncident(wire: WireIncident): Incident {
  return {
    id: wire.id,
    reference: wire.reference,
    name: wire.name,
    summary: wire.summary,
    severity: wire.severity ? { id: wire.severity.id, name: wire.severity.name, rank: wire.severity.rank } : null,
    status: { name: wire.incident_status.name, category: toStatusCategory(wire.incident_status.category) },
    mode: wire.mode,
    // Only what is plainly public is treated so.
    visibility: wire.visibility === 'public' ? 'public' : 'private',
    type: wire.incident_type ? { id: wire.incident_type.id, name: wire.incident_type.name } : null,
    channel: wire.slack_channel_id ? { id: wire.slack_channel_id, name: wire.slack_channel_name } : null,
    permalink: wire.permalink,
    creator: toCreator(wire.creator ?? {}),
    customFields: wire.custom_field_entries.map((entry) => ({
      id: entry.custom_field.id,
      name: entry.custom_field.name,
      values: entry.values.flatMap(toCustomFieldValue),
    })),
    teamIds: wire.team_ids,
    createdAt: wire.created_at,
  };
}

const categories: Readonly<Record<string, StatusCategory>> = {
  triage: 'triage',
  declined: 'declined',
  merged: 'merged',
  canceled: 'canceled',
  live: 'live',
  active: 'live',
  learning: 'learning',
  'post-incident': 'learning',
  closed: 'closed',
  paused: 'paused',
};

/** One spelling for both of incident.io's; what is newer than this code is `unknown`. */
export function toStatusCategory(category: string): StatusCategory {
  return Object.hasOwn(categories, category) ? (categories[category] ?? 'unknown') : 'unknown';
}

function toCreator(actor: WireActor): Incident['creator'] {
  if (actor.alert) return { kind: 'alert', id: actor.alert.id, name: actor.alert.title };
  if (actor.user) return { kind: 'user', id: actor.user.id, name: actor.user.name };
  if (actor.api_key) return { kind: 'api_key', id: actor.api_key.id, name: actor.api_key.name };
  if (actor.workflow) return { kind: 'workflow', id: actor.workflow.id, name: actor.workflow.name };
  return { kind: 'unknown', id: null, name: null };
}

/** At most one; an empty value is none. */
function toCustomFieldValue(value: WireValue): CustomFieldValue[] {
  const entry = value.value_catalog_entry;
  if (entry) {
    return [
      {
        label: entry.name,
        catalogEntryId: entry.id,
        ...(entry.external_id ? { externalId: entry.external_id } : {}),
        ...(entry.aliases?.length ? { aliases: entry.aliases } : {}),
      },
    ];
  }
  const label = value.value_option?.value ?? value.value_text ?? value.value_link ?? value.value_numeric;
  return label === null || label === undefined || label === '' ? [] : [{ label: String(label) }];
}
