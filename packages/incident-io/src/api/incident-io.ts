import type { Incident, Severity, StatusCategory } from '@incidentfox/incident';

/** An alert attached to an incident. Texts are untrusted; times ISO 8601 in UTC. */
export interface IncidentAlert {
  id: string;
  title: string;
  description: string | null;
  /** `firing`, `resolved`, or a status newer than this code. */
  status: string;
  deduplicationKey: string | null;
  sourceUrl: string | null;
  alertSourceId: string | null;
  createdAt: string;
  resolvedAt: string | null;
}

/** One alert on its own also has its attributes: service, team and environment usually live here. */
export interface AlertDetail extends IncidentAlert {
  attributes: Attribute[];
}

export interface Attribute {
  id: string;
  name: string;
  values: { label: string; catalogEntryId: string | null }[];
}

export interface TimelineItem {
  id: string;
  incidentId: string;
  title: string;
  description: string | null;
  /** ISO 8601. */
  at: string;
}

export interface Attachment {
  id: string;
  resourceType: string;
  externalId: string | null;
  url: string | null;
  title: string | null;
}

export interface CatalogEntry {
  id: string;
  name: string;
  externalId: string | null;
  aliases: string[];
  /** The catalogue type's name: `Service`, `Team`, ... */
  type: string;
  attributes: Attribute[];
}

export interface IncidentFilter {
  statusCategories: readonly StatusCategory[];
  /** Epoch ms. */
  createdAfter?: number;
  /** Epoch ms, by the whole day: incident.io compares no more, and some that changed earlier on that day come along. */
  updatedAfter?: number;
  /** At most this many, newest first. */
  limit: number;
  /** Default: incident.io's own, standard and retrospective. */
  modes?: readonly string[];
}

export interface NewTimelineItem {
  incidentId: string;
  title: string;
  /** Epoch ms; may be in the past. */
  at: number;
  /** Markdown. */
  description?: string;
  /** A second call with the same key returns the first item and writes nothing. */
  idempotencyKey: string;
}

/** incident.io's API, as far as we use it. Every method throws `Failure` and nothing else. */
export interface IncidentIo {
  /** By id, or by the number of its reference (`123` of INC-123). */
  incident(id: string): Promise<Incident>;
  incidents(filter: IncidentFilter): Promise<Incident[]>;
  /** All severities of the organisation, least severe first. Kept for a minute. */
  severities(): Promise<Severity[]>;
  /** The organisation's incident types. */
  incidentTypes(): Promise<{ id: string; name: string }[]>;
  /** The organisation's custom fields. */
  customFields(): Promise<{ id: string; name: string }[]>;
  /** At most 250, without attributes. */
  alertsOf(incidentId: string): Promise<IncidentAlert[]>;
  alert(id: string): Promise<AlertDetail>;
  /** Who the API key is and what it may do. */
  identity(): Promise<{ name: string; roles: string[] }>;
  /** Oldest first, at most 1000. */
  timelineItems(incidentId: string): Promise<TimelineItem[]>;
  createTimelineItem(item: NewTimelineItem): Promise<TimelineItem>;
  updateTimelineItem(id: string, change: { title?: string; description?: string }): Promise<TimelineItem>;
  attachments(incidentId: string): Promise<Attachment[]>;
  /** Attaches a link. Looks first, because incident.io has no idempotency key here: the same link is attached once. */
  createAttachment(link: { incidentId: string; url: string; title: string }): Promise<Attachment>;
  catalogEntry(id: string): Promise<CatalogEntry>;
  /** How far incident.io's clock was ahead of ours at its last answer, in ms to the second; null before the first. */
  clockAheadMs(): number | null;
  close(): Promise<void>;
}
