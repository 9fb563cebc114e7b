import { wireIncident, wireSeverities } from '@incidentfox/test-kit';
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

describe('reading', () => {
  it('gets an incident with the key', async () => {
    answer = () => ({ body: { incident: wireIncident({ id: '01KB' }) } });
    expect((await api.incident('01KB')).reference).toBe('INC-123');
    expect(server.seen[0]).toMatchObject({
      method: 'GET',
      path: '/v2/incidents/01KB',
      authorization: 'Bearer inc_first',
    });
  });

  it('tells the roles of the key', async () => {
    answer = () => ({
      body: { identity: { name: 'IncidentFox', roles: ['viewer', 'global_access'], team_roles: [] } },
    });
    expect(await api.identity()).toEqual({ name: 'IncidentFox', roles: ['viewer', 'global_access'] });
  });

  it('cannot be led to another address by an odd id', async () => {
    answer = () => ({ body: {} });
    await expect(api.incident('..')).rejects.toMatchObject({ kind: 'bad_query' });
    await expect(api.incident('a/../../v1/users')).rejects.toMatchObject({ kind: 'contract' });
    expect(server.seen.map((one) => one.path)).toEqual(['/v2/incidents/a%2F..%2F..%2Fv1%2Fusers']);
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
    expect(server.seen).toHaveLength(3);
    expect(server.seen[0]?.query.getAll('status_category[one_of]')).toEqual(['triage', 'live']);
    expect(server.seen[0]?.query.getAll('mode[one_of]')).toEqual(['standard', 'test']);
    expect(server.seen[0]?.query.get('created_at[gte]')).toBe('2026-11-22');
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

  it('asks for at most 250 on a page, which is what incident.io allows', async () => {
    answer = () => ({ body: { incidents: [] } });
    await api.incidents({ statusCategories: ['live'], createdAfter: 0, limit: 500 });
    expect(server.seen[0]?.query.get('page_size')).toBe('250');
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
    expect(server.seen).toHaveLength(1);
    now += 2_000;
    await api.severities();
    expect(server.seen).toHaveLength(2);
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
