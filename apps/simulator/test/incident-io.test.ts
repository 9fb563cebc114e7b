import { waitFor } from '@incidentfox/test-kit';
import { Webhook } from 'standardwebhooks';
import { readConfig } from '../src/config.ts';
import { type RunningSimulator, runSimulator } from './running-simulator.ts';

let simulator: RunningSimulator;
beforeEach(async () => {
  simulator = await runSimulator();
});
afterEach(() => simulator.close());

const declare = async (scenario = 'checkout') =>
  (await simulator.post('/play', { scenario })).body as { incidentId: string; channel: string | null };

async function call(method: string, path: string, body?: unknown, key = 'inc_simulator') {
  const response = await fetch(`${simulator.urls.incident_io}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json().catch(() => null)) as never };
}
const item = (incidentId: string, more: object = {}) => ({
  incident_id: incidentId,
  title: 'Root cause found',
  timestamp: '2026-11-23T10:00:00Z',
  idempotency_key: 'k1',
  ...more,
});

describe('webhooks', () => {
  test('are signed so that the reference library accepts them', async () => {
    const { incidentId } = await declare();
    const [heard] = simulator.heard;
    const verifier = new Webhook(readConfig({}).WEBHOOK_SECRET);
    const event = verifier.verify(heard?.body ?? '', heard?.headers ?? {}) as Record<
      string,
      { id: string; slack_channel_id: string }
    >;
    expect(heard?.path).toBe('/api/incident-io/webhook');
    expect(event['public_incident.incident_created_v2']).toMatchObject({
      id: incidentId,
      name: 'High error rate on checkout service',
    });
  });

  test('that were not taken are sent again, with the same id', async () => {
    simulator.answerWith(503);
    await declare();
    simulator.answerWith(202);
    await waitFor(() => simulator.heard.length === 2, { timeoutMs: 8_000 });
    expect(simulator.heard[1]?.headers['webhook-id']).toBe(simulator.heard[0]?.headers['webhook-id']);
    expect(simulator.heard[1]?.body).toBe(simulator.heard[0]?.body);
  }, 10_000);

  test('tell of the channel once it is there', async () => {
    const { incidentId, channel } = await declare('late-channel');
    expect(channel).toBeNull();
    expect(JSON.parse(simulator.heard[0]?.body ?? '{}')).toMatchObject({
      'public_incident.incident_created_v2': { slack_channel_id: '' },
    });
    await waitFor(() => simulator.heard.length === 2, { timeoutMs: 12_000 });
    const { body } = await call('GET', `/v2/incidents/${incidentId}`);
    expect(body).toMatchObject({ incident: { slack_channel_id: expect.stringMatching(/^C0/) } });
  }, 15_000);

  test('tell of edits, and of a new status with the incident one level deeper', async () => {
    const { incidentId } = await declare();
    await simulator.post(`/incidents/${incidentId}`, { patch: { severity: 'Low', status: 'Closed' } });
    const events = simulator.heard.map(({ body }) => JSON.parse(body) as Record<string, never>);
    expect(events.map((event) => event.event_type)).toEqual([
      'public_incident.incident_created_v2',
      'public_incident.incident_updated_v2',
      'public_incident.incident_status_updated_v2',
    ]);
    expect(events[2]).toMatchObject({
      'public_incident.incident_status_updated_v2': {
        incident: { severity: { name: 'Low' } },
        new_status: { category: 'closed' },
        previous_status: { category: 'live' },
      },
    });
  });
});

describe('the timeline', () => {
  test('takes an item once for one key', async () => {
    const { incidentId } = await declare();
    const first = await call('POST', '/v2/incident_timeline_items', item(incidentId));
    const second = await call('POST', '/v2/incident_timeline_items', item(incidentId, { title: 'Another title' }));
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(await simulator.get(`/timeline/${incidentId}`)).toHaveLength(1);
  });

  test('is edited in place, and an empty description takes it away', async () => {
    const { incidentId } = await declare();
    const { body } = await call('POST', '/v2/incident_timeline_items', item(incidentId, { description: 'because' }));
    const { id } = (body as { incident_timeline_item: { id: string } }).incident_timeline_item;
    const changed = await call('PATCH', `/v2/incident_timeline_items/${id}`, { title: 'Corrected', description: '' });
    expect(changed.body).toMatchObject({ incident_timeline_item: { id, title: 'Corrected' } });
    expect((changed.body as { incident_timeline_item: object }).incident_timeline_item).not.toHaveProperty(
      'description',
    );
  });

  test('is listed oldest first, by when things happened', async () => {
    const { incidentId } = await declare();
    await call(
      'POST',
      '/v2/incident_timeline_items',
      item(incidentId, { idempotency_key: 'late', title: 'late', timestamp: '2026-11-23T11:00:00Z' }),
    );
    await call(
      'POST',
      '/v2/incident_timeline_items',
      item(incidentId, { idempotency_key: 'early', title: 'early', timestamp: '2026-11-23T09:00:00Z' }),
    );
    const { body } = await call('GET', `/v2/incident_timeline_items?incident_id=${incidentId}`);
    expect(
      (body as { incident_timeline_items: { title: string }[] }).incident_timeline_items.map(({ title }) => title),
    ).toEqual(['early', 'late']);
  });

  test.each([
    ['no title', { title: '' }, 'title'],
    ['a timestamp that is none', { timestamp: 'yesterday' }, 'timestamp'],
    ['a NUL character', { description: 'a\0b' }, 'description'],
    ['no key', { idempotency_key: '' }, 'idempotency_key'],
  ])('refuses %s with 422 and the field', async (_what, fault, field) => {
    const { incidentId } = await declare();
    const { status, body } = await call('POST', '/v2/incident_timeline_items', item(incidentId, fault));
    expect(status).toBe(422);
    expect(body).toMatchObject({ type: 'validation_error', errors: [{ source: { field } }] });
  });

  test('refuses fields it does not know, incidents it does not know, and keys without the role', async () => {
    const { incidentId } = await declare();
    expect((await call('POST', '/v2/incident_timeline_items', item(incidentId, { colour: 'red' }))).status).toBe(422);
    expect((await call('POST', '/v2/incident_timeline_items', item('nobody'))).status).toBe(404);
    await simulator.post('/access', { mayWriteTimeline: false });
    expect((await call('POST', '/v2/incident_timeline_items', item(incidentId))).body).toMatchObject({
      type: 'resource_forbidden',
    });
  });

  test('what is written comes back as an update, as integrations have seen', async () => {
    const { incidentId } = await declare();
    await call('POST', '/v2/incident_timeline_items', item(incidentId));
    await waitFor(() => simulator.heard.length === 2);
    expect(simulator.heard[1]?.body).toContain('public_incident.incident_updated_v2');
  });
});

describe('reading', () => {
  test('a wrong key is refused', async () => {
    expect((await call('GET', '/v1/severities', undefined, 'inc_other')).status).toBe(401);
  });

  test('severities: the higher the rank, the worse', async () => {
    const { body } = await call('GET', '/v1/severities');
    const { severities } = body as { severities: { name: string; rank: number }[] };
    expect(severities.toSorted((a, b) => b.rank - a.rank)[0]?.name).toBe('Critical');
  });

  test('alerts of an incident need a page size, and only a single one has attributes', async () => {
    const { incidentId } = await declare();
    expect((await call('GET', `/v2/incident_alerts?incident_id=${incidentId}`)).status).toBe(422);
    const { body } = await call('GET', `/v2/incident_alerts?incident_id=${incidentId}&page_size=50`);
    const [link] = (body as { incident_alerts: { alert: { id: string }; incident: { status_category: string } }[] })
      .incident_alerts;
    expect(link?.alert).not.toHaveProperty('attributes');
    expect(link?.incident.status_category).toBe('active');
    expect((await call('GET', `/v2/alerts/${link?.alert.id}`)).body).toMatchObject({
      alert: { attributes: [{ value: { label: 'checkout-service' } }] },
    });
  });

  test('lists page by cursor, newest first, and filter by category', async () => {
    for (let i = 0; i < 3; i++) await declare();
    const first = (await call('GET', '/v2/incidents?page_size=2&status_category[one_of]=live')).body as {
      incidents: { id: string }[];
      pagination_meta: { after: string };
    };
    const second = (
      await call('GET', `/v2/incidents?page_size=2&status_category[one_of]=live&after=${first.pagination_meta.after}`)
    ).body as typeof first;
    expect([first.incidents.length, second.incidents.length]).toEqual([2, 1]);
    expect(second.pagination_meta).not.toHaveProperty('after');
    expect((await call('GET', '/v2/incidents?status_category[one_of]=closed')).body).toMatchObject({ incidents: [] });
  });

  test('an incident is found by the number of its reference, catalogue entries by id', async () => {
    await declare();
    const { body } = await call('GET', '/v2/incidents/4821');
    const [entry] = (
      body as { incident: { custom_field_entries: { values: { value_catalog_entry: { id: string } }[] }[] } }
    ).incident.custom_field_entries;
    const id = entry?.values[0]?.value_catalog_entry.id;
    expect((await call('GET', `/v3/catalog_entries/${id}`)).body).toMatchObject({
      catalog_entry: { name: 'checkout-service', aliases: ['checkout'] },
    });
  });

  test.each([
    ['an unknown path', 'GET', '/v2/nothing', 404],
    ['an unknown parameter', 'GET', '/v2/incidents?colour=red', 422],
    ['a method that is not there', 'DELETE', '/v1/severities', 405],
    ['a page that is too large', 'GET', '/v2/incidents?page_size=501', 422],
  ])('%s is refused in the vendor’s own shape', async (_what, method, path, status) => {
    const answer = await call(method, path);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      status,
      request_id: expect.any(String),
      errors: [{ message: expect.any(String) }],
    });
  });
});

test('attachments are kept, listed and taken away', async () => {
  const { incidentId } = await declare();
  const resource = { resource_type: 'arbitrary_url', url: 'https://fox.example/r/1', title: 'Report' };
  const { status, body } = await call('POST', '/v1/incident_attachments', { incident_id: incidentId, resource });
  expect(status).toBe(201);
  const { id } = (body as { incident_attachment: { id: string } }).incident_attachment;
  expect((await call('GET', `/v1/incident_attachments?incident_id=${incidentId}`)).body).toMatchObject({
    incident_attachments: [{ id, resource: { permalink: resource.url } }],
  });
  expect((await call('DELETE', `/v1/incident_attachments/${id}`)).status).toBe(204);
  expect(
    (
      await call('POST', '/v1/incident_attachments', {
        incident_id: incidentId,
        resource: { resource_type: 'arbitrary_url' },
      })
    ).status,
  ).toBe(422);
});
