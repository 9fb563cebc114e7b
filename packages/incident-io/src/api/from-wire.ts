import type { AlertDetail, Attachment, Attribute, CatalogEntry, IncidentAlert, TimelineItem } from './incident-io.ts';
import type {
  WireAlert,
  WireAlertWithAttributes,
  WireAttachment,
  WireAttributeValue,
  WireCatalogEntry,
  WireTimelineItem,
} from './responses.schema.ts';

export function fromAlert(wire: WireAlert): IncidentAlert {
  return {
    id: wire.id,
    title: wire.title,
    description: wire.description,
    status: wire.status,
    deduplicationKey: wire.deduplication_key,
    sourceUrl: wire.source_url,
    alertSourceId: wire.alert_source_id,
    createdAt: wire.created_at,
    resolvedAt: wire.resolved_at ?? null,
  };
}

export function fromAlertWithAttributes(wire: WireAlertWithAttributes): AlertDetail {
  return {
    ...fromAlert(wire),
    attributes: wire.attributes.map(({ attribute, value, array_value }) => ({
      ...attribute,
      values: valuesOf(value, array_value),
    })),
  };
}

/** Attribute values are keyed by attribute id; the names come from the entry's type. */
export function fromCatalogEntry({ catalog_entry: entry, catalog_type: type }: WireCatalogEntry): CatalogEntry {
  return {
    id: entry.id,
    name: entry.name,
    externalId: entry.external_id,
    aliases: entry.aliases,
    type: type.name,
    attributes: type.schema.attributes.flatMap(({ id, name }): Attribute[] => {
      const given = entry.attribute_values[id];
      return given ? [{ id, name, values: valuesOf(given.value, given.array_value) }] : [];
    }),
  };
}

/** For plain types incident.io fills `label` and leaves `literal` empty. */
function valuesOf(
  one: WireAttributeValue | null | undefined,
  many: readonly WireAttributeValue[],
): Attribute['values'] {
  return [...(one ? [one] : []), ...many].flatMap((value) => {
    const label = value.catalog_entry?.name ?? value.label ?? value.literal;
    return label ? [{ label, catalogEntryId: value.catalog_entry?.id ?? null }] : [];
  });
}

export function fromTimelineItem(wire: WireTimelineItem): TimelineItem {
  return {
    id: wire.id,
    incidentId: wire.incident_id,
    title: wire.title,
    description: wire.description,
    at: wire.timestamp,
  };
}

export function fromAttachment({ id, resource }: WireAttachment): Attachment {
  return {
    id,
    resourceType: resource.resource_type,
    externalId: resource.external_id,
    url: resource.permalink,
    title: resource.title,
  };
}
