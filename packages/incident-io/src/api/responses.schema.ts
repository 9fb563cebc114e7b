import { z } from 'zod';
import { answeredListOf, listOf, optionalText, timestamp } from '../wire/forgiving.ts';
import { WireIncident, WireSeverity } from '../wire/incident.schema.ts';

const Pagination = z.object({ after: optionalText }).catch({ after: null }).optional();

const Named = z.object({ id: z.string(), name: z.string() });

const Alert = z.object({
  id: z.string(),
  title: z.string(),
  description: optionalText,
  status: z.string(),
  deduplication_key: optionalText,
  source_url: optionalText,
  alert_source_id: optionalText,
  created_at: timestamp,
  resolved_at: timestamp.nullish().catch(null),
});
export type WireAlert = z.infer<typeof Alert>;

const AttributeValue = z.object({
  label: optionalText,
  literal: optionalText,
  catalog_entry: z.object({ id: z.string(), name: z.string() }).nullish().catch(null),
});
export type WireAttributeValue = z.infer<typeof AttributeValue>;

const AlertWithAttributes = Alert.extend({
  attributes: listOf(
    z.object({
      attribute: z.object({ id: z.string(), name: z.string() }),
      value: AttributeValue.nullish(),
      array_value: listOf(AttributeValue),
    }),
  ),
});
export type WireAlertWithAttributes = z.infer<typeof AlertWithAttributes>;

export const WireTimelineItem = z.object({
  id: z.string(),
  incident_id: z.string(),
  title: z.string(),
  description: optionalText,
  timestamp,
});
export type WireTimelineItem = z.infer<typeof WireTimelineItem>;

const Attachment = z.object({
  id: z.string(),
  resource: z.object({
    permalink: optionalText,
    external_id: optionalText,
    title: optionalText,
    resource_type: z.string(),
  }),
});
export type WireAttachment = z.infer<typeof Attachment>;

const CatalogEntry = z.object({
  id: z.string(),
  name: z.string(),
  external_id: optionalText,
  aliases: listOf(z.string()),
  attribute_values: z
    .record(z.string(), z.object({ value: AttributeValue.nullish(), array_value: listOf(AttributeValue) }))
    .catch({}),
});
const CatalogType = z.object({
  name: z.string(),
  schema: z.object({ attributes: listOf(z.object({ id: z.string(), name: z.string() })) }),
});

/** The answers of the API, named only as far as we use them; list items that cannot be read are left out. */
export const responses = {
  incident: z.object({ incident: WireIncident }),
  incidents: z.object({ incidents: answeredListOf(WireIncident), pagination_meta: Pagination }),
  incidentTypes: z.object({ incident_types: answeredListOf(Named) }),
  customFields: z.object({ custom_fields: answeredListOf(Named) }),
  severities: z.object({ severities: answeredListOf(WireSeverity) }),
  incidentAlerts: z.object({
    incident_alerts: answeredListOf(z.object({ alert: Alert })),
    pagination_meta: Pagination,
  }),
  alert: z.object({ alert: AlertWithAttributes }),
  identity: z.object({ identity: z.object({ name: z.string(), roles: listOf(z.string()) }) }),
  timelineItem: z.object({ incident_timeline_item: WireTimelineItem }),
  timelineItems: z.object({ incident_timeline_items: answeredListOf(WireTimelineItem), pagination_meta: Pagination }),
  attachment: z.object({ incident_attachment: Attachment }),
  attachments: z.object({ incident_attachments: answeredListOf(Attachment) }),
  catalogEntry: z.object({ catalog_entry: CatalogEntry, catalog_type: CatalogType }),
};
export type WireCatalogEntry = z.infer<typeof responses.catalogEntry>;
