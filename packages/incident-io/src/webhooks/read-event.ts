import { Failure } from '@incidentfox/failures';
import { z } from 'zod';
import { toIncident } from '../to-incident.ts';
import { resourceId } from '../wire/forgiving.ts';
import { WireIncident } from '../wire/incident.schema.ts';
import { eventTypes } from './event-types.ts';
import type { WebhookEvent } from './webhook-event.ts';

const Envelope = z.looseObject({ event_type: z.string().min(1).max(200) });
const PrivateResource = z.object({ id: resourceId });
/** A status change holds the incident one level deeper than the other events. */
const StatusChange = z.object({ incident: WireIncident });

type Read = (payload: unknown, eventType: string) => WebhookEvent;

const declared: Read = (payload, eventType) => ({
  kind: 'incident-declared',
  eventType,
  incident: toIncident(parse(WireIncident, payload)),
});
const edited: Read = (payload, eventType) => ({
  kind: 'incident-edited',
  eventType,
  incident: toIncident(parse(WireIncident, payload)),
});

const readers: Readonly<Record<string, Read>> = {
  'public_incident.incident_created_v2': declared,
  'public_incident.incident_updated_v2': edited,
  'public_incident.incident_status_updated_v2': (payload, eventType) => ({
    kind: 'incident-status-changed',
    eventType,
    incident: toIncident(parse(StatusChange, payload).incident),
  }),
  'private_incident.incident_created_v2': (payload, eventType) => ({
    kind: 'private-incident-declared',
    eventType,
    incidentId: parse(PrivateResource, payload).id,
  }),
  'private_incident.incident_updated_v2': (payload, eventType) => ({
    kind: 'private-incident-edited',
    eventType,
    incidentId: parse(PrivateResource, payload).id,
  }),
  'incident.created': declared,
  'incident.updated': edited,
};

const knownEventTypes: ReadonlySet<string> = new Set(eventTypes);

/**
 * Reads a verified body.
 * @throws Failure (`contract`) with the place of the fault, never with text from the body
 */
export function readEvent(rawBody: Buffer): WebhookEvent {
  const envelope = parse(Envelope, toJson(rawBody));
  const eventType = envelope.event_type;
  const read = Object.hasOwn(readers, eventType) ? readers[eventType] : undefined;
  if (!read) return { kind: knownEventTypes.has(eventType) ? 'unrelated' : 'unknown', eventType };
  // The payload stands under a key that is named like the event.
  return read(Object.hasOwn(envelope, eventType) ? envelope[eventType] : undefined, eventType);
}

function toJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch (error) {
    const why = error instanceof SyntaxError || error instanceof RangeError ? 'is not JSON' : 'is not UTF-8 text';
    throw new Failure('contract', `the webhook body ${why}`);
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.join('.') || 'the body';
  throw new Failure('contract', `the webhook cannot be read: ${place}: ${issue?.message ?? 'is wrong'}`);
}
