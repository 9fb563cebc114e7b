import { z } from 'zod';
import { listOf, optionalText, resourceId, timestamp } from './forgiving.ts';

/** What we read of incident.io's severity. */
export const WireSeverity = z.object({ id: z.string(), name: z.string(), rank: z.number() });

const WireValue = z.object({
  value_option: z.object({ value: z.string() }).nullish(),
  value_text: z.string().nullish(),
  value_link: z.string().nullish(),
  /** A string on the wire. */
  value_numeric: z.union([z.string(), z.number()]).nullish(),
  value_catalog_entry: z
    .object({
      id: z.string(),
      name: z.string(),
      external_id: z.string().nullish(),
      aliases: z.array(z.string()).nullish(),
    })
    .nullish(),
});
export type WireValue = z.infer<typeof WireValue>;

const WireActor = z
  .object({
    user: z.object({ id: z.string(), name: z.string() }).nullish(),
    api_key: z.object({ id: z.string(), name: z.string() }).nullish(),
    alert: z.object({ id: z.string(), title: z.string() }).nullish(),
    workflow: z.object({ id: z.string(), name: z.string() }).nullish(),
  })
  .catch({});
export type WireActor = z.infer<typeof WireActor>;

/**
 * The incident as webhooks and API send it, named only as far as we use it. Enumerations are open: incident.io adds values
 * without notice.
 */
export const WireIncident = z.object({
  id: resourceId,
  reference: z.string(),
  name: z.string(),
  summary: optionalText,
  severity: WireSeverity.nullish().catch(null),
  incident_status: z.object({ name: z.string(), category: z.string() }),
  mode: z.string(),
  visibility: z.string(),
  incident_type: z.object({ id: z.string(), name: z.string() }).nullish().catch(null),
  // Empty until the channel exists; a stricter schema would drop the very first event of an incident.
  slack_channel_id: optionalText,
  slack_channel_name: optionalText,
  permalink: optionalText,
  creator: WireActor.nullish(),
  custom_field_entries: listOf(
    z.object({ custom_field: z.object({ id: z.string(), name: z.string() }), values: listOf(WireValue) }),
  ),
  team_ids: listOf(z.string()),
  created_at: timestamp,
});
export type WireIncident = z.infer<typeof WireIncident>;
