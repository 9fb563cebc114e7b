import { type ListeningServer, listen, wireWebhooks } from '@incidentfox/test-kit';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { createIncidentIo, type IncidentIo } from '../src/api/index.ts';
import { eventTypes, readEvent } from '../src/webhooks/index.ts';
import { officialSpecification } from './official-specification.ts';
import { timelineItemSchemas } from './timeline-item-schemas.ts';

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

describe('API requests, against what is specified', () => {
  const seen: { method: string; path: string; query: URLSearchParams; body: unknown }[] = [];
  let server: ListeningServer;
  let api: IncidentIo;

  beforeAll(async () => {
    server = await listen(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const url = new URL(request.url ?? '', 'http://x');
      const { method = '' } = request;
      const text = Buffer.concat(chunks).toString();
      seen.push({ method, path: url.pathname, query: url.searchParams, body: text ? JSON.parse(text) : undefined });
      const answer = official?.exampleAnswer(method, url.pathname) ?? timelineAnswer(method);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
    api = createIncidentIo({ apiUrl: server.url, apiKey: () => 'inc_test' });
  });
  afterAll(async () => {
    await api.close();
    await server.close();
  });
  beforeEach(() => {
    seen.length = 0;
  });

  const calls: [string, () => Promise<unknown>][] = [
    ['incident', () => api.incident('01KB')],
    [
      'incidents',
      () =>
        api.incidents({
          statusCategories: ['triage', 'live'],
          createdAfter: 0,
          limit: 500,
          modes: ['standard', 'test'],
        }),
    ],
    ['severities', () => api.severities()],
    ['alertsOf', () => api.alertsOf('01KB')],
    ['alert', () => api.alert('01A')],
    ['identity', () => api.identity()],
    ['attachments', () => api.attachments('01KB')],
    [
      'createAttachment',
      () => api.createAttachment({ incidentId: '01KB', url: 'https://fox.example/i/1', title: 'Report' }),
    ],
    ['catalogEntry', () => api.catalogEntry('01C')],
    ['incidentUpdates', () => api.incidentUpdates('01KB')],
  ];

  (official ? it : it.skip).each(calls)(
    '%s asks for what is specified and reads the official example answer',
    async (_name, call) => {
      expect(await call()).toBeTruthy();
      expect(seen.length).toBeGreaterThan(0);
      for (const request of seen)
        expect([request.path, official?.faultsOfRequest(request)]).toEqual([request.path, []]);
    },
  );

  const ajv = new Ajv({ strict: false, allErrors: true });
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  const item = { incidentId: '01KB', title: 'Investigation started', at: 0, idempotencyKey: 'inv:01KB:1:start' };
  const timelineCalls: [string, 'create' | 'update' | 'list', () => Promise<unknown>][] = [
    ['createTimelineItem', 'create', () => api.createTimelineItem(item)],
    [
      'createTimelineItem with a description',
      'create',
      () => api.createTimelineItem({ ...item, description: 'a\u0000b' }),
    ],
    ['updateTimelineItem', 'update', () => api.updateTimelineItem('01T', { title: 'x', description: '' })],
    ['timelineItems', 'list', () => api.timelineItems('01KB')],
  ];

  it.each(timelineCalls)('%s asks for what incident.io documents for timeline items', async (_name, kind, call) => {
    await call();
    const { method, path, query, body } = seen[0] ?? { method: '', path: '', query: new URLSearchParams(), body: null };
    const wanted = timelineItemSchemas[kind];
    expect(`${method} ${path}`).toMatch(wanted.request);
    const validate = ajv.compile(wanted.schema);
    expect([validate(kind === 'list' ? Object.fromEntries(query) : body), validate.errors]).toEqual([true, null]);
  });

  it('finds a fault in a request that has one, so that the tests above can fail', () => {
    const query = new URLSearchParams({ incident_id: '01KB', page_size: '51', colour: 'red' });
    const faults = official?.faultsOfRequest({ method: 'GET', path: '/v2/incident_alerts', query, body: undefined });
    if (official)
      expect(faults).toEqual(
        expect.arrayContaining([expect.stringContaining('page_size'), expect.stringContaining('colour')]),
      );
    expect(ajv.compile(timelineItemSchemas.create.schema)({ incident_id: '1', title: '' })).toBe(false);
  });
});

function timelineAnswer(method: string): { status: number; body: unknown } {
  const item = {
    id: '01T',
    incident_id: '01KB',
    title: 't',
    timestamp: '2026-11-23T10:00:00Z',
    created_at: '2026-11-23T10:00:00Z',
    updated_at: '2026-11-23T10:00:00Z',
    creator: { api_key: { id: '01K', name: 'IncidentFox' } },
  };
  if (method === 'GET')
    return { status: 200, body: { incident_timeline_items: [item], pagination_meta: { page_size: 250 } } };
  return { status: method === 'POST' ? 201 : 200, body: { incident_timeline_item: item } };
}
