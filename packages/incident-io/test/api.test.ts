import type { IncomingMessage, RequestListener } from 'node:http';
import { type ListeningServer, listen, wireIncident, wireSeverities } from '@incidentfox/test-kit';
import { createIncidentIo, type IncidentIo } from '../src/api/index.ts';

interface Seen {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  authorization: string | undefined;
}

let server: ListeningServer;
let api: IncidentIo;
let seen: Seen[];
let answer: (request: Seen) => { status?: number; body: unknown; headers?: Record<string, string> };
let key = 'inc_first';
let now = 0;

beforeEach(async () => {
  seen = [];
  key = 'inc_first';
  const handle: RequestListener = async (request, response) => {
    const noted = await note(request);
    seen.push(noted);
    const { status = 200, body, headers = {} } = answer(noted);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
  server = await listen((request, response) => void handle(request, response));
  api = createIncidentIo({
    apiUrl: server.url,
    apiKey: () => key,
    now: () => now || Date.now(),
    onUnauthorized: async () => {
      key = 'inc_second';
      return true;
    },
  });
});
afterEach(async () => {
  await api.close();
  await server.close();
});

async function note(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const url = new URL(request.url ?? '', 'http://x');
  const { method = '', headers } = request;
  const body = text ? (JSON.parse(text) as unknown) : undefined;
  return { method, path: url.pathname, query: url.searchParams, body, authorization: headers.authorization };
}

const error = (type: string, status: number) => ({ status, body: { type, status, request_id: 'r', errors: [] } });

describe('reading', () => {
  it('gets an incident with the key', async () => {
    answer = () => ({ body: { incident: wireIncident({ id: '01KB' }) } });
    expect((await api.incident('01KB')).reference).toBe('INC-123');
    expect(seen[0]).toMatchObject({ method: 'GET', path: '/v2/incidents/01KB', authorization: 'Bearer inc_first' });
  });

  it('cannot be led to another address by an odd id', async () => {
    answer = () => ({ body: {} });
    await expect(api.incident('..')).rejects.toMatchObject({ kind: 'bad_query' });
    await expect(api.incident('a/../../v1/users')).rejects.toMatchObject({ kind: 'contract' });
    expect(seen.map((one) => one.path)).toEqual(['/v2/incidents/a%2F..%2F..%2Fv1%2Fusers']);
  });

  it('follows the cursor of a list and stops at the limit', async () => {
    answer = ({ query }) => {
      const page = Number(query.get('after') ?? 0);
      const incidents = [0, 1].map((at) =>
        wireIncident({ id: `i${page * 2 + at}`, created_at: '2026-11-23T10:00:00Z' }),
      );
      return { body: { incidents, pagination_meta: { after: String(page + 1), page_size: 2 } } };
    };
    const createdAfter = Date.parse('2026-11-22T11:00:00Z');
    const listed = await api.incidents({
      statusCategories: ['triage', 'live'],
      createdAfter,
      limit: 5,
      modes: ['standard', 'test'],
    });
    expect(listed.map((incident) => incident.id)).toEqual(['i0', 'i1', 'i2', 'i3', 'i4']);
    expect(seen).toHaveLength(3);
    expect(seen[0]?.query.getAll('status_category[one_of]')).toEqual(['triage', 'live']);
    expect(seen[0]?.query.getAll('mode[one_of]')).toEqual(['standard', 'test']);
    expect(seen[0]?.query.get('created_at[gte]')).toBe('2026-11-22');
  });

  it('leaves out incidents older than asked, although incident.io compares whole days', async () => {
    const incidents = ['2026-11-22T10:59:59Z', '2026-11-22T11:00:00Z'].map((created_at) =>
      wireIncident({ id: created_at.slice(14, 16), created_at }),
    );
    answer = () => ({ body: { incidents } });
    const listed = await api.incidents({
      statusCategories: ['live'],
      createdAfter: Date.parse('2026-11-22T11:00:00Z'),
      limit: 5,
    });
    expect(listed.map((incident) => incident.id)).toEqual(['00']);
  });

  it('does not follow a cursor that stands still', async () => {
    answer = () => ({ body: { incident_alerts: [{ alert: anAlert() }], pagination_meta: { after: 'same' } } });
    expect(await api.alertsOf('01KB')).toHaveLength(2);
  });

  it('asks for severities once a minute, least severe first', async () => {
    answer = () => ({ body: { severities: [wireSeverities.critical, wireSeverities.low] } });
    now = 1_000_000;
    const first = await api.severities();
    expect(first.map((one) => one.name)).toEqual(['Low', 'Critical']);
    now += 59_000;
    await api.severities();
    expect(seen).toHaveLength(1);
    now += 2_000;
    await api.severities();
    expect(seen).toHaveLength(2);
    now = 0;
  });

  it("reads an alert's attributes, single and many", async () => {
    const attributes = [
      {
        attribute: { id: '1', name: 'service' },
        value: { label: 'x', catalog_entry: { id: '01C', name: 'checkout' } },
      },
      { attribute: { id: '2', name: 'hosts' }, array_value: [{ label: 'a', literal: '' }, { literal: 'b' }, {}] },
    ];
    answer = () => ({ body: { alert: { ...anAlert(), attributes } } });
    expect((await api.alert('01A')).attributes).toEqual([
      { id: '1', name: 'service', values: [{ label: 'checkout', catalogEntryId: '01C' }] },
      {
        id: '2',
        name: 'hosts',
        values: [
          { label: 'a', catalogEntryId: null },
          { label: 'b', catalogEntryId: null },
        ],
      },
    ]);
  });

  it("joins a catalogue entry's values with the names of its type", async () => {
    answer = () => ({
      body: {
        catalog_entry: {
          id: '01C',
          name: 'checkout',
          aliases: ['co'],
          attribute_values: { a1: { value: { label: 'acme/checkout' } }, zz: {} },
        },
        catalog_type: {
          name: 'Service',
          schema: {
            attributes: [
              { id: 'a1', name: 'Repository' },
              { id: 'a2', name: 'Tier' },
            ],
          },
        },
      },
    });
    expect(await api.catalogEntry('01C')).toEqual({
      id: '01C',
      name: 'checkout',
      externalId: null,
      aliases: ['co'],
      type: 'Service',
      attributes: [{ id: 'a1', name: 'Repository', values: [{ label: 'acme/checkout', catalogEntryId: null }] }],
    });
  });
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
    expect(seen[0]).toMatchObject({
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
    expect(seen[0]).toMatchObject({
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
    expect(seen).toHaveLength(1);
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
    expect(seen.filter((one) => one.method === 'POST')).toHaveLength(1);
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
    const failure = await api.incident('01KB').catch((thrown: Error) => thrown);
    expect(JSON.stringify([String(failure), (failure as Error).stack])).not.toContain('canary');
  });
});

function anAlert() {
  return {
    id: '01A',
    title: '5xx',
    status: 'firing',
    deduplication_key: 'd',
    alert_source_id: 's',
    created_at: '2026-11-23T10:00:00Z',
  };
}
