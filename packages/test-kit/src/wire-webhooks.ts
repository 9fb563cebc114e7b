/** Bodies as incident.io sends them, with its own field names and its habit of repeating the event type as a key. */

const created = '2024-03-01T09:00:00Z';
const named = (id: string, name: string, rest: object = {}) => ({
  ...{ id, name, description: '', created_at: created, updated_at: created },
  ...rest,
});

/** incident.io's severities from least to most severe: a higher rank is worse. */
export const wireSeverities = {
  low: named('01SEVLOW00000000000000000', 'Low', { rank: 1 }),
  medium: named('01SEVMEDIUM00000000000000', 'Medium', { rank: 2 }),
  high: named('01SEVHIGH0000000000000000', 'High', { rank: 3 }),
  critical: named('01SEVCRITICAL000000000000', 'Critical', { rank: 4 }),
};

export type WireStatus = 'triage' | 'declined' | 'merged' | 'canceled' | 'live' | 'learning' | 'closed' | 'paused';

/** An incident as it stands in a `created` or `updated` webhook and, all but two fields, in the API. */
export function wireIncident(
  different: Record<string, unknown> & { category?: WireStatus } = {},
): Record<string, unknown> {
  const { category = 'live', ...rest } = different;
  return {
    id: '01KB1Z7Q8M6T3V9XW2C4R5N0AE',
    reference: 'INC-123',
    name: 'High error rate on checkout service',
    summary: 'PagerDuty alert fired. Customers reporting failed checkouts.',
    mode: 'standard',
    visibility: 'public',
    permalink: 'https://app.incident.io/acme/incidents/123',
    slack_team_id: 'T02A1FSLE8J',
    slack_channel_id: 'C02AW36C1M5',
    slack_channel_name: 'inc-123-checkout',
    incident_status: named('01STATUS000000000000000000', `Status ${category}`, { category, rank: 2 }),
    severity: wireSeverities.high,
    incident_type: named('01TYPE00000000000000000000', 'Production', {
      ...{ is_default: true, private_incidents_only: false, create_in_triage: 'optional' },
    }),
    creator: { alert: { id: '01GW2G3V0S59R238FAHPDS1R66', title: 'checkout 5xx ratio' } },
    custom_field_entries: [],
    incident_role_assignments: [],
    incident_timestamp_values: [],
    team_ids: [],
    created_at: '2026-11-23T14:36:00.118Z',
    updated_at: '2026-11-23T14:36:00.118Z',
    ...rest,
  };
}

/** The envelope: the payload sits under a key named like the event type. */
export function wireEvent(eventType: string, payload: unknown): Record<string, unknown> {
  return { event_type: eventType, [eventType]: payload };
}

/** One example body of each event that can start, change or stop an investigation. */
export const wireWebhooks = {
  created: (different: Parameters<typeof wireIncident>[0] = {}) =>
    wireEvent('public_incident.incident_created_v2', wireIncident(different)),
  /** As created by an alert: in triage, and Slack has not made the channel yet. */
  createdWithoutChannel: () =>
    wireEvent('public_incident.incident_created_v2', wireIncident({ slack_channel_id: '', category: 'triage' })),
  updated: (different: Parameters<typeof wireIncident>[0] = {}) =>
    wireEvent(
      'public_incident.incident_updated_v2',
      wireIncident({ most_recent_update_message: 'Looking at the last deploy', ...different }),
    ),
  /** The incident is one level deeper than in the other events. */
  statusUpdated: (from: WireStatus, to: WireStatus, different: Parameters<typeof wireIncident>[0] = {}) =>
    wireEvent('public_incident.incident_status_updated_v2', {
      incident: wireIncident({ ...different, category: to }),
      previous_status: named('01STATUS000000000000000001', `Status ${from}`, { category: from, rank: 1 }),
      new_status: named('01STATUS000000000000000000', `Status ${to}`, { category: to, rank: 2 }),
    }),
  privateCreated: (id = '01KB1ZAB3D5F7H9K1M3P5R7T9V') => wireEvent('private_incident.incident_created_v2', { id }),
  privateUpdated: (id = '01KB1ZAB3D5F7H9K1M3P5R7T9V') => wireEvent('private_incident.incident_updated_v2', { id }),
  /** The short names of the product documentation. */
  shortCreated: (different: Parameters<typeof wireIncident>[0] = {}) =>
    wireEvent('incident.created', wireIncident(different)),
  shortUpdated: (different: Parameters<typeof wireIncident>[0] = {}) =>
    wireEvent('incident.updated', wireIncident(different)),
};
