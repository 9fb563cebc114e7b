import { wireWebhooks } from '@incidentfox/test-kit';
import { eventTypes, readEvent } from '../../src/webhooks/index.ts';
import { officialSpecification } from './official-specification.ts';

const official = officialSpecification();
const withOfficial = official ? describe : describe.skip;
/** Newer than the published file, and known from incident.io's own newer client. */
const newerThanTheFile = ['status_page_incident.update_shared_v1'];

withOfficial('webhooks, against the official specification', () => {
  const examples = [...(official?.webhookExamples ?? [])];

  it('every event type of the specification is one of ours, and the other way round', () => {
    expect([...examples.map(([eventType]) => eventType), ...newerThanTheFile].sort()).toEqual([...eventTypes].sort());
  });

  it.each(examples)('the official example of %s is read', (eventType, body) => {
    const event = readEvent(Buffer.from(JSON.stringify(body)));
    expect(event.kind).not.toBe('unknown');
    expect(event.eventType).toBe(eventType);
  });

  it.each([
    ['created', wireWebhooks.created()],
    ['created without a channel', wireWebhooks.createdWithoutChannel()],
    ['updated', wireWebhooks.updated()],
    ['status updated', wireWebhooks.statusUpdated('triage', 'live')],
    ['private created', wireWebhooks.privateCreated()],
    ['private updated', wireWebhooks.privateUpdated()],
  ])('the example of our tests for "%s" is what incident.io sends', (_name, body) => {
    expect(official?.faultsOfWebhook(String(body.event_type), body)).toEqual([]);
  });

  it('finds a fault in an example that has one, so that the tests above can fail', () => {
    const { id: _gone, ...rest } = wireWebhooks.created()['public_incident.incident_created_v2'] as Record<
      string,
      unknown
    >;
    const broken = { event_type: 'public_incident.incident_created_v2', 'public_incident.incident_created_v2': rest };
    expect(official?.faultsOfWebhook('public_incident.incident_created_v2', broken)).not.toEqual([]);
  });
});
