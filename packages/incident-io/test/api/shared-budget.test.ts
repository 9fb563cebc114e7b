import { createIncidentIo, type IncidentIo } from '../../src/api/index.ts';
import { type RecordingServer, recordingServer } from '../recording-server.ts';

let server: RecordingServer;
const clients: IncidentIo[] = [];
beforeEach(async () => {
  server = await recordingServer(() => ({ body: { incident_attachments: [] } }));
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await server.close();
});

function client(apiKey: string): IncidentIo {
  const made = createIncidentIo({ apiUrl: server.url, apiKey: () => apiKey });
  clients.push(made);
  return made;
}

test('everybody in a process who uses one key shares its budget; another key has its own', async () => {
  const callers = [client('inc_shared'), client('inc_shared'), client('inc_shared')];
  const started = performance.now();
  await Promise.all(Array.from({ length: 130 }, (_, i) => callers[i % 3]?.attachments(`01${i}`)));
  const sent = server.seen.length;
  // 100 go at once, the other 30 at seventeen a second.
  expect(performance.now() - started).toBeGreaterThan(1_600);
  expect(sent).toBe(130);
  const from = performance.now();
  await client('inc_other').attachments('01');
  expect(performance.now() - from).toBeLessThan(1_000);
}, 20_000);

test('more than a minute of waiting is a failure to try again later, not a queue without end', async () => {
  const one = client('inc_greedy');
  const asked = Array.from({ length: 1_234 }, (_, i) => one.attachments(`01${i}`).then(() => 'sent', String));
  const refused = await Promise.any(
    asked.slice(1_121).map(async (each) => ((await each) === 'sent' ? Promise.reject() : each)),
  );
  expect(refused).toMatch(/more requests wait than its rate limit allows in a minute/);
  await one.close();
  clients.length = 0;
}, 20_000);
