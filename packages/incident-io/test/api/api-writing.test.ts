import { wireIncident } from '@incidentfox/test-kit';
import { createIncidentIo, type IncidentIo } from '../../src/api/index.ts';
import { type Answer, type RecordingServer, recordingServer, type Seen } from '../recording-server.ts';

let server: RecordingServer;
let api: IncidentIo;
let answer: (request: Seen) => Answer;
let key: string;
let now: number;

beforeEach(async () => {
  key = 'inc_first';
  now = 0;
  server = await recordingServer((request) => answer(request));
  api = createIncidentIo({
    apiUrl: server.url,
    apiKey: () => key,
    now: () => now || Date.now(),
    onUnauthorized: () => {
      key = 'inc_second';
      return Promise.resolve(true);
    },
  });
});
afterEach(async () => {
  await api.close();
  await server.close();
});

const error = (type: string, status: number): Answer => ({
  status,
  body: { type, status, request_id: 'r', errors: [] },
});

describe('writing', () => {
  const item = { id: '01T', incident_id: '01KB', title: 't', timestamp: '2026-11-23T10:00:00Z' };

  it('creates a timeline item with its key and without NULs', async () => {
    answer = () => ({ status: 201, body: { incident_timeline_item: item } });
    const at = Date.parse('2026-11-23T10:00:00Z');
    const made = await api.createTimelineItem({
      incidentId: '01KB',
      title: 'a\u0000b',
      at,
      description: 'x\u0000',
      idempotencyKey: 'k',
    });
    expect(made).toMatchObject({ id: '01T', at: '2026-11-23T10:00:00.000Z' });
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      path: '/v2/incident_timeline_items',
      body: {
        incident_id: '01KB',
        title: 'ab',
        description: 'x',
        idempotency_key: 'k',
        timestamp: '2026-11-23T10:00:00.000Z',
      },
    });
  });

  it('changes only what is given', async () => {
    answer = () => ({ body: { incident_timeline_item: item } });
    await api.updateTimelineItem('01T', { description: 'new' });
    expect(server.seen[0]).toMatchObject({
      method: 'PATCH',
      path: '/v2/incident_timeline_items/01T',
      body: { description: 'new' },
    });
  });

  it('is not repeated by the client: the queue does that', async () => {
    answer = () => error('api_error', 503);
    await expect(
      api.createTimelineItem({ incidentId: '1', title: 't', at: 0, idempotencyKey: 'k' }),
    ).rejects.toMatchObject({ retry: 'later' });
    expect(server.seen).toHaveLength(1);
  });

  it('attaches a link once', async () => {
    const links: unknown[] = [];
    answer = ({ method, body }) => {
      if (method === 'GET') return { body: { incident_attachments: links } };
      const { url, title } = (body as { resource: { url: string; title: string } }).resource;
      const made = { id: '01L', resource: { permalink: url, external_id: url, title, resource_type: 'arbitrary_url' } };
      links.push(made);
      return { status: 201, body: { incident_attachment: made } };
    };
    const link = { incidentId: '01KB', url: 'https://fox.example/i/1', title: 'Report' };
    const first = await api.createAttachment(link);
    expect(await api.createAttachment(link)).toEqual(first);
    expect(server.seen.filter((one) => one.method === 'POST')).toHaveLength(1);
  });
});

describe('what goes wrong', () => {
  it.each([
    [403, 'forbidden', 'never'],
    [404, 'not_found', 'never'],
    [422, 'bad_query', 'never'],
    [409, 'conflict', 'later'],
  ] as const)('%i is %s, to be tried again %s', async (status, kind, retry) => {
    answer = () => error('x', status);
    await expect(api.incident('01KB')).rejects.toMatchObject({ kind, retry });
  });

  it('takes a new key once after 401, and says auth when that is refused too', async () => {
    answer = ({ authorization }) =>
      authorization === 'Bearer inc_second'
        ? { body: { incident: wireIncident() } }
        : error('authentication_error', 401);
    expect((await api.incident('01KB')).reference).toBe('INC-123');
    answer = () => error('authentication_error', 401);
    await expect(api.incident('01KB')).rejects.toMatchObject({ kind: 'auth' });
  });

  it('tells how long incident.io asked us to wait', async () => {
    answer = () => ({ ...error('too_many_requests', 429), headers: { 'retry-after': '120' } });
    await expect(api.incident('01KB')).rejects.toMatchObject({ kind: 'rate_limited', retryAfterMs: 120_000 });
  });

  it('never shows the key', async () => {
    key = 'inc_canary';
    answer = () => error('resource_forbidden', 403);
    const failure = (await api.incident('01KB').catch((thrown: unknown) => thrown)) as Error;
    expect(failure.message).toContain('incident.io');
    expect(`${failure.message} ${failure.stack}`).not.toContain('canary');
  });
});
