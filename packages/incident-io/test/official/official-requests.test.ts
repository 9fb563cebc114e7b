import { createIncidentIo, type IncidentIo } from '../../src/api/index.ts';
import { type RecordingServer, recordingServer } from '../recording-server.ts';
import { officialSpecification } from './official-specification.ts';

const official = officialSpecification();

let server: RecordingServer;
let api: IncidentIo;

beforeEach(async () => {
  server = await recordingServer(
    ({ method, path }) => official?.exampleAnswer(method, path) ?? { status: 404, body: {} },
  );
  api = createIncidentIo({ apiUrl: server.url, apiKey: () => 'inc_test' });
});
afterEach(async () => {
  await api.close();
  await server.close();
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
];

(official ? describe : describe.skip)('API requests, against the official specification', () => {
  test.each(calls)('%s asks for what is specified and reads the official example answer', async (_name, call) => {
    expect(await call()).toBeTruthy();
    expect(server.seen.length).toBeGreaterThan(0);
    const faults = server.seen.map((request) => [request.path, official?.faultsOfRequest(request)]);
    expect(faults).toEqual(server.seen.map((request) => [request.path, []]));
  });

  test('finds a fault in a request that has one, so that the tests above can fail', () => {
    const query = new URLSearchParams({ incident_id: '01KB', page_size: '51', colour: 'red' });
    const faults = official?.faultsOfRequest({ method: 'GET', path: '/v2/incident_alerts', query, body: undefined });
    expect(faults).toEqual([expect.stringContaining('page_size'), expect.stringContaining('colour')]);
  });
});
