import { wireEvent, wireIncident, wireWebhooks } from '@incidentfox/test-kit';
import { eventTypes, readEvent } from '../../src/webhooks/index.ts';

const read = (body: unknown) => readEvent(Buffer.from(JSON.stringify(body)));

describe('events that matter', () => {
  it('says that an incident was declared, with the incident in our words', () => {
    expect(read(wireWebhooks.created({ id: '01KB' }))).toMatchObject({
      kind: 'incident-declared',
      incident: { id: '01KB', reference: 'INC-123', severity: { name: 'High' }, status: { category: 'live' } },
    });
  });

  it('says that it was edited', () => {
    expect(read(wireWebhooks.updated())).toMatchObject({
      kind: 'incident-edited',
      incident: { reference: 'INC-123' },
    });
  });

  it('finds the incident of a status change one level deeper', () => {
    expect(read(wireWebhooks.statusUpdated('triage', 'live', { id: '01KB' }))).toMatchObject({
      kind: 'incident-status-changed',
      incident: { id: '01KB', status: { category: 'live' } },
    });
  });

  it('knows only the id of a private incident', () => {
    expect(read(wireWebhooks.privateCreated('01P'))).toMatchObject({
      kind: 'private-incident-declared',
      incidentId: '01P',
    });
    expect(read(wireWebhooks.privateUpdated('01P'))).toMatchObject({
      kind: 'private-incident-edited',
      incidentId: '01P',
    });
  });

  it('reads the short names as well', () => {
    expect(read(wireWebhooks.shortCreated())).toMatchObject({ kind: 'incident-declared' });
    expect(read(wireWebhooks.shortUpdated())).toMatchObject({ kind: 'incident-edited' });
  });
});

describe('other events', () => {
  const acting = /^(public_incident\.incident_|private_incident\.incident_)/;

  it('knows all 34 that incident.io documents', () => {
    expect(new Set(eventTypes).size).toBe(34);
  });

  it.each(eventTypes.filter((type) => !acting.test(type)))('ignores %s by name, whatever it holds', (type) => {
    expect(read(wireEvent(type, { anything: ['at all'] }))).toEqual({ kind: 'unrelated', eventType: type });
  });

  it.each(['public_incident.incident_created_v3', 'toString', '__proto__', 'constructor'])(
    'does not know %s',
    (type) => {
      expect(read({ event_type: type })).toEqual({ kind: 'unknown', eventType: type });
    },
  );
});

describe('a body that cannot be read', () => {
  const type = 'public_incident.incident_created_v2';
  it.each([
    ['no JSON', Buffer.from('{"event_type":')],
    ['nothing', Buffer.alloc(0)],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['JSON that is not an object', Buffer.from('[1,2]')],
    ['no event type', Buffer.from('{}')],
    ['an event type that is not text', Buffer.from('{"event_type":7}')],
    ['no payload', Buffer.from(JSON.stringify({ event_type: type }))],
    ['a payload under another key', Buffer.from(JSON.stringify({ event_type: type, incident: wireIncident() }))],
    ['an incident without an id', Buffer.from(JSON.stringify(wireEvent(type, wireIncident({ id: undefined }))))],
    ['an id with a path in it', Buffer.from(JSON.stringify(wireEvent(type, wireIncident({ id: '../../v1/users' }))))],
    ['a date that is none', Buffer.from(JSON.stringify(wireEvent(type, wireIncident({ created_at: 'soon' }))))],
    ['a hundred thousand brackets', Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
  ])('is %s', (_name, body) => {
    expect(() => readEvent(body)).toThrow(expect.objectContaining({ kind: 'contract' }));
  });

  it('names the place of the fault and nothing of the text', () => {
    const body = wireEvent(type, wireIncident({ id: 'canary$ecret' }));
    expect(() => read(body)).toThrow('id: is not an id');
    expect(() => read(body)).not.toThrow('canary');
  });
});
