import { catalogIdOf, serviceType } from './catalog.ts';
import {
  type CustomFieldEntry,
  type DeclaredIncident,
  fixedId,
  type Organisation,
  type PagedAlert,
  type Ranked,
  type Status,
  type StoredAttachment,
  type StoredTimelineItem,
  sinceEver,
} from './organisation.ts';

const iso = (at: number) => new Date(at).toISOString();

export const toSeverity = (severity: Ranked) => ({ ...severity, ...sinceEver });
const toStatus = (status: Status) => ({ ...status, ...sinceEver });

/** `IncidentV2`: what show and list answer. */
export function toIncidentV2(incident: DeclaredIncident) {
  return {
    id: incident.id,
    reference: `INC-${incident.number}`,
    name: incident.name,
    ...(incident.summary === null ? {} : { summary: incident.summary }),
    ...(incident.severity === null ? {} : { severity: toSeverity(incident.severity) }),
    incident_status: toStatus(incident.status),
    mode: incident.mode,
    visibility: incident.visibility,
    incident_type: {
      id: fixedId('incident type'),
      name: 'Production',
      description: 'Customer facing',
      is_default: true,
      private_incidents_only: false,
      create_in_triage: 'optional',
      ...sinceEver,
    },
    slack_team_id: 'T02A1FSLE8J',
    // Empty until the channel is made, as the documentation warns.
    slack_channel_id: incident.channel?.id ?? '',
    ...(incident.channel ? { slack_channel_name: incident.channel.name } : {}),
    permalink: `https://app.incident.io/acme/incidents/${incident.number}`,
    creator: toCreator(incident),
    custom_field_entries: incident.customFields.map(toCustomFieldEntry),
    incident_role_assignments: [],
    incident_timestamp_values: [
      {
        incident_timestamp: { id: fixedId('reported at'), name: 'Reported at', rank: 1 },
        value: { value: iso(incident.createdAt) },
      },
    ],
    duration_metrics: [],
    has_debrief: false,
    team_ids: [],
    created_at: iso(incident.createdAt),
    updated_at: iso(incident.updatedAt),
    last_activity_at: iso(incident.updatedAt),
  };
}

/** `WebhookIncidentV2`: the same, with what only webhooks carry. */
export const toWebhookIncident = (incident: DeclaredIncident) => ({
  ...toIncidentV2(incident),
  related_incidents: [],
  ...(incident.message === null ? {} : { most_recent_update_message: incident.message }),
});

function toCreator(incident: DeclaredIncident) {
  const { creator } = incident;
  if (creator.kind === 'alert') return { alert: { id: creator.alertId, title: creator.title } };
  return {
    user: {
      id: fixedId('user ada'),
      name: 'Ada Ops',
      email: 'ada@acme.example',
      slack_user_id: 'U02AYNF2XJM',
      role: 'responder',
    },
  };
}

const toCustomFieldEntry = ({ field, entry }: CustomFieldEntry) => ({
  custom_field: { ...field, description: '', field_type: 'multi_select', options: [] },
  values: [
    { value_catalog_entry: { id: entry.id, name: entry.name, external_id: entry.externalId, aliases: entry.aliases } },
  ],
});

export function toAlert(alert: PagedAlert) {
  return {
    id: alert.id,
    title: alert.title,
    description: alert.description,
    status: 'firing',
    deduplication_key: alert.id,
    alert_source_id: fixedId('alert source pagerduty'),
    alert_group_ids: [],
    source_url: `https://acme.pagerduty.com/incidents/${alert.id}`,
    created_at: iso(alert.createdAt),
    updated_at: iso(alert.createdAt),
  };
}

/** The alert with its attributes; links from incidents to alerts come without them. */
export const toAlertWithAttributes = (alert: PagedAlert) => ({
  ...toAlert(alert),
  attributes: [
    {
      attribute: {
        id: fixedId('attribute service'),
        name: 'Service',
        type: `CatalogEntry["${serviceType}"]`,
        array: false,
        required: false,
      },
      value: {
        label: alert.service,
        literal: alert.service,
        catalog_entry: { id: catalogIdOf(alert.service), name: alert.service, catalog_type_id: serviceType },
      },
    },
  ],
});

export function toIncidentAlert(alert: PagedAlert, incident: DeclaredIncident) {
  return {
    id: fixedId(`incident alert ${alert.id}`),
    alert: toAlert(alert),
    alert_route_id: fixedId('alert route'),
    incident: {
      id: incident.id,
      external_id: incident.number,
      reference: `INC-${incident.number}`,
      name: incident.name,
      summary: incident.summary ?? '',
      // Here, and only here, live is called active.
      status_category: incident.status.category === 'live' ? 'active' : incident.status.category,
      visibility: incident.visibility,
    },
  };
}

export const toTimelineItem = (item: StoredTimelineItem) => ({
  id: item.id,
  incident_id: item.incidentId,
  title: item.title,
  ...(item.description === null ? {} : { description: item.description }),
  timestamp: item.timestamp,
  created_at: iso(item.createdAt),
  updated_at: iso(item.updatedAt),
  creator: { api_key: { id: fixedId('api key'), name: 'IncidentFox' } },
});

export const toAttachment = ({ id, incidentId, resource }: StoredAttachment) => ({
  id,
  incident_id: incidentId,
  resource,
});

export function alertsOfIncident(organisation: Organisation, incidentId: string | null) {
  return organisation.alerts.filter((alert) => incidentId === null || alert.incidentId === incidentId);
}
