import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { createIncidentIo, type IncidentIo } from '../../src/api/index.ts';
import { type RecordingServer, recordingServer, type Seen } from '../recording-server.ts';
import { timelineItemSchemas } from './timeline-item-schemas.ts';

const ajv = new Ajv({ strict: false, allErrors: true });
(addFormats as unknown as (ajv: Ajv) => void)(ajv);

let server: RecordingServer;
let api: IncidentIo;

beforeEach(async () => {
  server = await recordingServer(({ method }) => timelineAnswer(method));
  api = createIncidentIo({ apiUrl: server.url, apiKey: () => 'inc_test' });
});
afterEach(async () => {
  await api.close();
  await server.close();
});

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

test.each(timelineCalls)('%s asks for what incident.io documents for timeline items', async (_name, kind, call) => {
  await call();
  const { method, path, query, body } = server.seen[0] as Seen;
  const wanted = timelineItemSchemas[kind];
  expect(`${method} ${path}`).toMatch(wanted.request);
  const validate = ajv.compile(wanted.schema);
  expect([validate(kind === 'list' ? Object.fromEntries(query) : body), validate.errors]).toEqual([true, null]);
});

test('the schema finds a fault in a request that has one, so that the tests above can fail', () => {
  expect(ajv.compile(timelineItemSchemas.create.schema)({ incident_id: '1', title: '' })).toBe(false);
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
