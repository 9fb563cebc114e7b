import type { Incident } from '@incidentfox/incident';

/** What a webhook tells us, in our own words. Deliveries come late, twice and out of order: act on what the API says now. */
export type WebhookEvent =
  | { kind: 'incident-declared'; eventType: string; incident: Incident }
  | { kind: 'incident-edited'; eventType: string; incident: Incident }
  | { kind: 'incident-status-changed'; eventType: string; incident: Incident }
  /** Private events carry an id and nothing else. */
  | { kind: 'private-incident-declared'; eventType: string; incidentId: string }
  | { kind: 'private-incident-edited'; eventType: string; incidentId: string }
  /** Documented by incident.io, and nothing we act on. */
  | { kind: 'unrelated'; eventType: string }
  /** Newer than this code. */
  | { kind: 'unknown'; eventType: string };
